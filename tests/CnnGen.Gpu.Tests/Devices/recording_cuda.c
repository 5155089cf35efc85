/* A driver that does nothing but keep what it is told: memory is the host's, and a launch writes its parameters to a log.
   It stands in for libcuda where there is no GPU, to see that calls and parameters are what CUDA expects. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char text[1 << 20];
static size_t used;
static int current;
static int fail_alloc, fail_load;
static char layout[256];

static void say(const char *format, unsigned long long a, unsigned long long b, unsigned long long c, unsigned long long d)
{
    used += (size_t)snprintf(text + used, sizeof text - used, format, a, b, c, d);
}

/* For the test: the log so far, and what the next launch's parameters are: 'v' a view, 'n' a number of four bytes. */
const char *recorded(void) { return text; }
void record_clear(void) { used = 0; text[0] = 0; }
void record_layout(const char *kinds) { strncpy(layout, kinds, sizeof layout - 1); }
void record_fail(int alloc, int load) { fail_alloc = alloc; fail_load = load; }

int cuInit(unsigned flags) { return (int)flags; }
int cuGetErrorName(int code, const char **name) { *name = code == 2 ? "CUDA_ERROR_OUT_OF_MEMORY" : code == 218 ? "CUDA_ERROR_INVALID_PTX" : "CUDA_ERROR_INVALID_CONTEXT"; return 0; }
int cuGetErrorString(int code, const char **name) { (void)code; *name = "recorded"; return 0; }
int cuDeviceGetCount(int *count) { *count = 2; return 0; }
int cuDeviceGet(int *device, int index) { *device = 10 + index; return 0; }
int cuDeviceGetName(char *name, int length, int device) { snprintf(name, (size_t)length, "Recorder %d", device); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { (void)device; *bytes = 64u << 20; return 0; }
int cuDeviceGetAttribute(int *value, int attribute, int device)
{
    *value = attribute == 16 ? 7 : attribute == 75 ? (device == 10 ? 9 : 3) : attribute == 76 ? (device == 10 ? 0 : 5) : attribute == 97 ? 232448 : -1;
    return 0;
}
int cuDevicePrimaryCtxRetain(void **context, int device) { *context = (void *)(intptr_t)(1000 + device); say("retain %llu\n", (unsigned long long)device, 0, 0, 0); return 0; }
int cuCtxSetCurrent(void *context) { current = context == (void *)1010; return 0; }
int cuModuleLoadDataEx(void **module, const char *image, unsigned count, int *options, void **values)
{
    if (!current || count != 2 || options[0] != 5 || options[1] != 6) return 201;
    if (fail_load) { strcpy(values[0], "line 7: no such instruction"); return 218; }
    *module = strdup(image);
    say("load %llu bytes\n", strlen(image) > 0, 0, 0, 0);
    return 0;
}
int cuModuleGetFunction(void **function, void *module, const char *name)
{
    if (!strstr(module, name)) return 201;
    *function = strdup(name);
    return 0;
}
int cuFuncSetAttribute(void *function, int attribute, int value) { (void)function; say("attribute %llu = %llu\n", (unsigned long long)attribute, (unsigned long long)value, 0, 0); return 0; }
int cuStreamCreate(void **stream, unsigned flags) { *stream = (void *)77; say("stream %llu\n", flags, 0, 0, 0); return current ? 0 : 201; }
int cuStreamSynchronize(void *stream) { return stream == (void *)77 ? 0 : 201; }
int cuStreamDestroy_v2(void *stream) { say("stream destroyed\n", 0, 0, 0, 0); return stream == (void *)77 ? 0 : 201; }
int cuStreamBeginCapture_v2(void *stream, int mode) { say("capture %llu\n", (unsigned long long)mode, 0, 0, 0); return stream == (void *)77 ? 0 : 201; }
int cuStreamEndCapture(void *stream, void **graph) { *graph = (void *)90; say("captured\n", 0, 0, 0, 0); return stream == (void *)77 ? 0 : 201; }
int cuGraphInstantiateWithFlags(void **executable, void *graph, uint64_t flags) { *executable = (void *)91; say("instantiate\n", 0, 0, 0, 0); return graph == (void *)90 && flags == 0 ? 0 : 201; }
int cuGraphLaunch(void *executable, void *stream) { say("graph\n", 0, 0, 0, 0); return executable == (void *)91 && stream == (void *)77 ? 0 : 201; }
int cuGraphDestroy(void *graph) { say("graph destroyed\n", 0, 0, 0, 0); return graph == (void *)90 ? 0 : 201; }
int cuGraphExecDestroy(void *executable) { say("executable destroyed\n", 0, 0, 0, 0); return executable == (void *)91 && current ? 0 : 201; }
int cuEventCreate(void **event, unsigned flags) { *event = (void *)(intptr_t)(80 + flags); return 0; }
int cuEventRecord(void *event, void *stream) { return event == (void *)82 && stream == (void *)77 ? 0 : 201; }
int cuEventSynchronize(void *event) { return event == (void *)82 ? 0 : 201; }
int cuEventDestroy_v2(void *event) { return event == (void *)82 ? 0 : 201; }
int cuMemAlloc_v2(uint64_t *pointer, size_t bytes)
{
    if (!current) return 201;
    if (fail_alloc) return 2;
    *pointer = (uint64_t)(uintptr_t)malloc(bytes);
    memset((void *)(uintptr_t)*pointer, 0x55, bytes);
    return 0;
}
int cuMemFree_v2(uint64_t pointer) { free((void *)(uintptr_t)pointer); return 0; }
int cuMemHostAlloc(void **pointer, size_t bytes, unsigned flags) { (void)flags; *pointer = malloc(bytes); return 0; }
int cuMemFreeHost(void *pointer) { free(pointer); return 0; }
int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, void *stream) { memcpy((void *)(uintptr_t)to, from, bytes); return stream == (void *)77 ? 0 : 201; }
int cuMemcpyDtoHAsync_v2(void *to, uint64_t from, size_t bytes, void *stream) { memcpy(to, (void *)(uintptr_t)from, bytes); return stream == (void *)77 ? 0 : 201; }
int cuMemsetD32Async(uint64_t to, unsigned value, size_t count, void *stream)
{
    for (size_t i = 0; i < count; i++) ((unsigned *)(uintptr_t)to)[i] = value;
    return stream == (void *)77 ? 0 : 201;
}
int cuLaunchKernel(const char *function, unsigned x, unsigned y, unsigned z, unsigned tx, unsigned ty, unsigned tz, unsigned shared, void *stream, void **parameters, void **extra)
{
    if (stream != (void *)77 || extra) return 201;
    used += (size_t)snprintf(text + used, sizeof text - used, "launch %s %u %u %u x %u %u %u, %u shared\n", function, x, y, z, tx, ty, tz, shared);
    for (int i = 0; layout[i]; i++)
    {
        if (layout[i] == 'v')
        {
            uint64_t pair[2];
            memcpy(pair, parameters[i], sizeof pair);
            /* What a view's first float is says that its pointer is right. */
            used += (size_t)snprintf(text + used, sizeof text - used, "  view of %llu, first %g, aligned %d\n",
                (unsigned long long)pair[1], *(float *)(uintptr_t)pair[0], (int)((uintptr_t)parameters[i] % 8 == 0));
        }
        else
        {
            uint32_t number;
            memcpy(&number, parameters[i], sizeof number);
            used += (size_t)snprintf(text + used, sizeof text - used, "  number %08x\n", number);
        }
    }
    return 0;
}
