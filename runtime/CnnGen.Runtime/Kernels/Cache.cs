using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CnnGen;

/// <summary>For generated code: what will be read soon.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Cache
{
    /// <summary>Asks for a line of the second-level cache. Weights that the caches do not keep arrive while others are multiplied. Nothing where the processor has no such instruction.</summary>
    /// <param name="address">May lie anywhere, also behind the end of a buffer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }
}
