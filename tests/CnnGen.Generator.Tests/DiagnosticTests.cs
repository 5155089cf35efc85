using static CnnGen.Generator.Tests.MarkedText;

namespace CnnGen.Generator.Tests;

/// <summary>Every error by id, line, column and words.</summary>
public sealed class DiagnosticTests
{
    private const string Flat = """{ "type": "Flatten" }""";

    public static TheoryData<string, string> Cases => new()
    {
        { OfLayers("""{ "type": "Flatten" ¤"name": "f" }"""), """CNN001 Expected ',' or '}', found '"'""" },
        { OfLayers("""{ "type": "Dropout", "rate": 0, ¤"rate": 0.5 }"""), "CNN002 \"rate\" stands twice in this object; remove one of the two" },
        { OfLayers("""{ "type": "Conv2D", ¤"fliters": 2, "filters": 2, "kernel_size": 3 }"""), "CNN003 \"fliters\" is not a key of a Conv2D layer; did you mean \"filters\"?" },
        { """{ "models": {}, ¤"xyzzy": 1 }""", "CNN003 \"xyzzy\" is not a key of models.json; expected one of \"$schema\", \"namespace\", \"models\"" },
        { OfLayers("""{ "type": ¤"Conv2d" }"""), "CNN004 \"Conv2d\" is not a type of layer; did you mean \"Conv2D\"?" },
        { OfLayers(Flat, """, "compile": { "optimizer": ¤"adamm", "loss": "mse" }"""), "CNN004 \"adamm\" is not a type of optimizer; did you mean \"Adam\"?" },
        { OfLayers(Flat + """, { "type": ¤"Dense" }"""), "CNN005 a Dense layer has no \"units\"; expected a whole number from 1 to 16777216" },
        { OfLayers("""¤{ "name": "x" }"""), "CNN005 a layer has no \"type\"; expected one of \"Conv2D\"" },
        { """{ "models": { ¤"Net": { "layers": [{ "type": "Flatten" }] } } }""", "CNN005 the network Net has no \"input\"" },
        { "¤{}", "CNN005 models.json has no \"models\"" },
        { OfLayers(Flat + """, { "type": "Dense", "units": ¤"ten" }"""), "CNN006 \"units\" is the string \"ten\"; expected a whole number from 1 to 16777216" },
        { OfLayers(Flat + """, { "type": "Dense", "units": ¤2.5 }"""), "CNN006 \"units\" is 2.5; expected a whole number" },
        { OfLayers("""{ "type": "MaxPooling2D", "pool_size": ¤[2, 2, 2] }"""), "CNN006 \"pool_size\" is a list; expected a whole number from 1 to 65535, or [height, width] of two of them" },
        { OfLayers("""{ "type": "Flatten", "name": ¤3 }"""), "CNN006 \"name\" is 3; expected a string" },
        { OfLayers("""{ "type": "Flatten", "trainable": ¤1 }"""), "CNN006 \"trainable\" is 1; expected true, false or \"never\"" },
        { OfLayers("¤7"), "CNN006 \"layers\" is 7; expected an object with a \"type\"" },
        { "¤[]", "CNN006 \"The file\" is a list; expected an object with \"models\"" },
        { OfLayers(Flat + """, { "type": "Dense", "units": ¤0 }"""), "CNN007 \"units\" is 0; expected a whole number from 1 to 16777216" },
        { OfLayers("""{ "type": "Dropout", "rate": ¤1 }"""), "CNN007 \"rate\" is 1; expected a finite number of at least 0 and below 1" },
        { OfLayers(Flat, """, "compile": { "optimizer": { "type": "SGD", "learning_rate": ¤0 }, "loss": "mse" }"""), "CNN007 \"learning_rate\" is 0; expected a finite number above 0" },
        { OfLayers(""), "CNN007 \"layers\" is an empty list; expected at least one layer" },
        { OfLayers(Flat + """, { "type": "Activation", "activation": "relu", "inputs": ¤["flatten_1", "input"] }"""), "CNN007 \"inputs\" is 2 names; expected 1, which is what Activation takes" },
        { OfLayers("""{ "type": ¤"Add" }"""), "CNN005 Add has no \"inputs\"; expected at least 2 names of layers" },
        { OfLayers("""{ "type": "Subtract", "inputs": ¤["input", "input", "input"] }"""), "CNN007 \"inputs\" is 3 names; expected 2, which is what Subtract takes" },
        { OfLayers("""{ "type": "Multiply", "inputs": ¤["input"] }"""), "CNN007 \"inputs\" is 1 name; expected 2 to 8, which is what Multiply takes" },
        { OfLayers("""{ "type": "MaxPooling2D" }, { "type": ¤"Add", "inputs": ["input", "max_pooling2d_1"] }"""), "CNN009 Add takes inputs of one shape, found 8 x 8 x 3 and 4 x 4 x 3; make them equal; an image of 1 row or 1 column may stand for all of them (shapes: input 8 x 8 x 3)" },
        { OfLayers("""{ "type": "MaxPooling2D" }, { "type": ¤"Concatenate", "inputs": ["input", "max_pooling2d_1"] }"""), "CNN009 Concatenate takes inputs that differ along one axis only, found 8 x 8 x 3 and 4 x 4 x 3; make the other axes equal (shapes: input 8 x 8 x 3)" },
        { OfLayers(Flat + """, { "type": ¤"Concatenate", "inputs": ["flatten_1", "flatten_1"], "axis": 3 }"""), "CNN009 axis 3 is no axis of a vector of 192; use -1 or 1 (shapes: input 8 x 8 x 3 -> flatten_1 192)" },
        { OfLayers("""{ "type": "Concatenate", "inputs": ["input", "input"], "axis": ¤4 }"""), "CNN007 \"axis\" is 4; expected a whole number from -3 to 3" },
        { OfLayers("""{ "type": "Reshape", "target_shape": ¤[5, -1] }"""), "CNN006 \"target_shape\" is a list; expected [length] or [height, width, channels], each a whole number of at least 1, one of them perhaps -1" },
        { OfLayers("""{ "type": "Reshape", "target_shape": ¤[-1, -1, 3] }"""), "CNN007 \"target_shape\" is a list; expected [length] or" },
        { OfLayers("""{ "type": "Reshape", "target_shape": ¤[5, 5, -1] }"""), "CNN007 \"target_shape\" is [5, 5, -1]; expected a shape of 192 elements, which the input of 8 x 8 x 3 has" },
        { OfLayers("""{ "type": "AveragePooling2D", "padding": ¤2 }"""), "CNN007 \"padding\" is 2, 2, 2, 2; expected less than pool_size 2" },
        { OfLayers("""{ "type": "Cropping2D", "cropping": ¤[4, 0] }"""), "CNN007 \"cropping\" is 4 + 4 rows and 0 + 0 columns; expected less than the 8 x 8 of the input" },
        { OfLayers("""{ "type": "ZeroPadding2D", "padding": ¤"same" }"""), "CNN006 \"padding\" is the string \"same\"; expected a whole number from 0 to 65535, [height, width], or [[top, bottom], [left, right]]" },
        { OfLayers("""{ "type": "ChannelSlice", "begin": 1, "size": ¤3 }"""), "CNN007 \"size\" is 3; expected at most the 3 channels of the input, from channel 1 on" },
        { OfLayers("""{ "type": "Permute", "dims": ¤[1, 1, 3] }"""), "CNN007 \"dims\" is a list; expected a list of 1 (height), 2 (width) and 3 (channels), each once" },
        { OfLayers("""{ "type": "Resizing", "size": 4, "scales": ¤[2] }"""), "CNN007 \"scales\" is 1 numbers; expected two: of height and width" },
        { OfLayers("""{ "type": "Resizing", "size": ¤[65535, 2] }"""), "CNN007 \"size\" is 65535 x 2; expected fewer rows and columns: their tables may have 65536 entries each" },
        { OfLayers("""{ "type": "StridedSlice", "begin": ¤[0, 8] }"""), "CNN007 \"begin\" is 0 x 8; expected less than the 8 x 8 of the input" },
        { OfLayers("""{ "type": "PReLU", "shared_axes": [1, ¤3] }"""), "CNN007 \"shared_axes\" is 3; expected a list of 1 (height) and 2 (width)" },
        { OfLayers("""{ "type": "Clip", "min": 1, "max": ¤0.5 }"""), "CNN007 \"max\" is 0.5; expected at least min" },
        { OfLayers("""{ "type": ¤"Rescaling", "scale": [1, 2] }"""), "CNN009 scale has 2 numbers, found an input of 8 x 8 x 3; write one number, or one for each of the 3 channels (shapes: input 8 x 8 x 3)" },
        { OfLayers("""{ "type": "Normalization", "mean": 0, "variance": ¤-1 }"""), "CNN007 \"variance\" is -1; expected a finite number of at least 0, or a list of one for each channel" },
        { OfLayers(Flat + """, { "type": ¤"GlobalAveragePooling2D" }"""), "CNN009 GlobalAveragePooling2D takes an image, found a vector of 192;" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": ¤"reluu" }"""), "CNN008 \"reluu\" is not a value of \"activation\"; did you mean \"relu\"?" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "algorithm": ¤"winograd" }"""), "CNN008 \"winograd\" is not a value of \"algorithm\"; did you mean \"winograd2\"?" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "strides": 2, "algorithm": ¤"winograd2" }"""), "CNN007 \"algorithm\" is \"winograd2\"; expected \"direct\", or a layer with kernel_size 3, without strides, dilation and groups, and with an output of at least 2 x 2 (here 3 x 3 x 4)" },
        { OfLayers("""{ "type": "MaxPooling2D" }, { "type": "Conv2D", "filters": 4, "kernel_size": 3, "algorithm": ¤"winograd4" }"""), "CNN007 \"algorithm\" is \"winograd4\"; expected \"direct\", or a layer with kernel_size 3, without strides, dilation and groups, and with an output of at least 4 x 4 (here 2 x 2 x 4)" },
        { OfLayers("""{ "type": "Flatten", ¤"algorithm": "direct" }"""), "CNN023 \"algorithm\" is not supported yet in this version; remove it: the generator chooses" },
        { OfLayers("""{ "type": ¤"Dense", "units": 3 }"""), "CNN009 Dense takes a vector, found an image of 8 x 8 x 3; add a Flatten layer before it, or use Conv2D with kernel_size 1 to connect the channels of each pixel (shapes: input 8 x 8 x 3)" },
        { OfLayers("""{ "type": "MaxPooling2D" }, { "type": "Flatten", "name": "flat" }, { "type": ¤"MaxPooling2D" }"""), "CNN009 MaxPooling2D takes an image, found a vector of 48; put it before Flatten and Dense layers (shapes: input 8 x 8 x 3 -> max_pooling2d_1 4 x 4 x 3 -> flat 48)" },
        { """{ "models": { "Net": { "input": { "shape": [8, 8, 1], "channels": ¤"rgb" }, "layers": [{ "type": "Flatten" }] } } }""", "CNN009 channels \"rgb\" needs 3 channels, found a shape of 8 x 8 x 1; change one of the two" },
        { """{ "models": { "Net": { "input": { "shape": [8, 8, 3], "scale": ¤[1, 2] }, "layers": [{ "type": "Flatten" }] } } }""", "CNN009 scale has 2 numbers, found a shape of 8 x 8 x 3; write one number, or one for each of the 3 channels" },
        { OfLayers("""{ "type": "MaxPooling2D" }, { "type": "Conv2D", "filters": 4, "kernel_size": ¤5 }"""), "CNN010 kernel_size 5 is larger than its input, 4 x 4; use padding \"same\" or a kernel of at most 4 (shapes: input 8 x 8 x 3 -> max_pooling2d_1 4 x 4 x 3)" },
        { OfLayers("""{ "type": "Conv2D", "filters": 6, "kernel_size": 3, "groups": ¤2 }"""), "CNN007 \"groups\" is 2; expected a number that divides the input's 3 channels and the 6 filters" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "groups": ¤3 }"""), "CNN007 \"groups\" is 3; expected a number that divides" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": ¤3, "dilation_rate": 4 }"""), "CNN010 kernel_size 3 (dilated to 9) is larger than its input, 8 x 8; use padding \"same\"" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": ¤"full" }"""), "CNN008 \"full\" is not a value of \"padding\"; expected one of \"valid\", \"same\"" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": [1, ¤-1] }"""), "CNN007 \"padding\" is -1; expected \"valid\", \"same\", a whole number from 0 to 65535" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": ¤[1, 2, 3] }"""), "CNN006 \"padding\" is a list; expected" },
        { OfLayers("""{ "type": "Conv2D", "filters": 4, "kernel_size": 3, "padding": [1, ¤[2, 3, 4]] }"""), "CNN006 \"padding\" is a list; expected" },
        { OfLayers("""{ "type": "DepthwiseConv2D", "kernel_size": 3, "depth_multiplier": ¤6000000 }"""), "CNN007 \"depth_multiplier\" is 6000000; expected at most 5592405: the input has 3 channels" },
        { OfLayers("""{ "type": "SeparableConv2D", "filters": 1, "kernel_size": 3, "depth_multiplier": ¤6000000 }"""), "CNN007 \"depth_multiplier\" is 6000000; expected at most 5592405" },
        { OfLayers("""{ "type": "Flatten" }, { "type": ¤"DepthwiseConv2D", "kernel_size": 3 }"""), "CNN009 DepthwiseConv2D takes an image, found a vector of 192" },
        { OfLayers("""{ "type": "Flatten" }, { "type": ¤"Conv2DTranspose", "filters": 2, "kernel_size": 3 }"""), "CNN009 Conv2DTranspose takes an image, found a vector of 192" },
        { OfLayers("""{ "type": "Conv2DTranspose", "filters": 2, "kernel_size": 3, "strides": 2, "output_padding": ¤2 }"""), "CNN007 \"output_padding\" is 2; expected less than the strides, 2" },
        { OfLayers("""{ "type": "Conv2DTranspose", "filters": 1, "kernel_size": 1, "strides": [65535, 1] }, { "type": "Conv2DTranspose", "filters": 1, "kernel_size": 1, "strides": ¤[65535, 1] }"""), "CNN007 \"strides\" is 65535 x 1; expected an output of at most 16777216 rows and columns" },
        { OfLayers("""{ "type": "MaxPooling2D", "pool_size": ¤[9, 1] }"""), "CNN010 pool_size 9 x 1 is larger than its input, 8 x 8; use padding \"same\" or a pool of at most 8" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "inputs": [¤"flaten_1"] }"""), "CNN011 There is no layer \"flaten_1\" to take as an input; did you mean \"flatten_1\"?" },
        { OfLayers("""{ "type": "Flatten", "name": "a", "inputs": ["c"] }, { "type": "Flatten", "name": "b", "inputs": ¤["a"] }, { "type": "Flatten", "name": "c", "inputs": ["b"] }"""), "CNN012 The layer reads its own output: a <- c <- b <- a; let one of them take another input" },
        { OfLayers("""{ "type": "Flatten", "name": "a" }, { "type": "Flatten", "name": ¤"a" }"""), "CNN013 Two layers are named \"a\"; give one of them another name" },
        { OfLayers("""{ "type": "Flatten", "name": "flatten_2" }, { "type": ¤"Flatten" }"""), "CNN013 Two layers are named \"flatten_2\"; give one of them another name (it is what a Flatten without a name gets here)" },
        { OfLayers("""{ "type": "Flatten", "name": ¤"1st" }"""), "CNN014 \"1st\" can't be the name of a layer; expected a letter first, then letters, digits and _ . - /" },
        { OfLayers("""{ "type": "Flatten", "name": ¤"training/m/a" }"""), "CNN014 \"training/m/a\" can't be the name of a layer; checkpoints keep the state of training under such names" },
        { OfLayers("""{ "type": "Flatten" }""", """, "heads": { ¤"val_a": { "layers": [{ "type": "Dense", "units": 1 }] } }"""), "CNN014 \"val_a\" can't be the name of a head; histories begin the values of validation with val_" },
        { OfLayers("""{ "type": "Flatten", "name": ¤"input" }"""), "CNN014 \"input\" can't be the name of a layer; it stands for the image that the network takes" },
        { """{ "models": { ¤"digits": { "input": { "shape": [1, 1, 1] }, "layers": [{ "type": "Flatten" }] } } }""", "CNN014 \"digits\" can't be the name of a network; expected a capital letter first" },
        { """{ "models": { ¤"Output": { "input": { "shape": [1, 1, 1] }, "layers": [{ "type": "Flatten" }] } } }""", "CNN014 \"Output\" can't be the name of a network; a generated class has or uses a member of that name" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 1, "activation": "sigmoid", "labels": [¤"a\u2028b"] }"""), "CNN014 \"a\\u2028b\" can't be the name of a class; expected text on one line" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 1, "activation": "sigmoid", "labels": [¤""] }"""), "CNN014 \"\" can't be the name of a class; expected 1 to 128 characters" },
        { """{ "namespace": ¤"A.class", "models": {} }""", "CNN014 \"A.class\" can't be the name of a namespace" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax", "labels": ¤["a", "b"] }"""), "CNN015 \"labels\" has 2 for an output of 3 units; expected 3" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 1, "activation": "sigmoid", "labels": ¤["a", "b", "c"] }"""), "CNN015 \"labels\" has 3 for an output of 1 unit; expected 1 or 2" },
        { OfHeads(""" "compile": { ¤"loss": { "kind": "sparse_categorical_crossentropy" } }"""), "CNN016 The head \"box\" has no loss; expected one of sparse_categorical_crossentropy, categorical_crossentropy" },
        { OfLayers(Flat, """, ¤"compile": { "metrics": [] }"""), "CNN016 The head \"output\" has no loss" },
        { OfLayers(Flat, """, "compile": { "loss": ¤"sparse_categorical_crossentropy" }"""), "CNN017 The loss \"sparse_categorical_crossentropy\" does not fit the head \"output\", which is of kind values with linear; it needs probabilities: use the activation softmax, or a linear output with { \"type\": \"sparse_categorical_crossentropy\", \"from_logits\": true }" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "sigmoid" }""", """, "compile": { "loss": ¤"mse" }"""), "CNN017 The loss \"mse\" does not fit the head \"output\", which is of kind classes with sigmoid;" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": { "type": "sparse_categorical_crossentropy", ¤"delta": 1 } }"""), "CNN003 \"delta\" is not a key of the loss sparse_categorical_crossentropy; " },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": { "delta": 1, "type": ¤null } }"""), "CNN006 \"loss\" is null; expected one of" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "linear" }""", """, "compile": { "loss": { "type": ¤"hubert" } }"""), "CNN008 \"hubert\" is not a value of \"loss\"; did you mean \"huber\"?" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "linear" }""", """, "compile": { "loss": { "type": "huber", "delta": ¤0 } }"""), "CNN007 \"delta\" is 0; expected a finite number above 0" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": { "type": "categorical_crossentropy", "label_smoothing": ¤1 } }"""), "CNN007 \"label_smoothing\" is 1; expected a finite number of at least 0 and below 1" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": ¤"binary_crossentropy" }"""), "CNN017 The loss \"binary_crossentropy\" does not fit the head \"output\", which is of kind classes with softmax; it needs probabilities: use the activation sigmoid" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": ¤{ "type": "categorical_crossentropy", "from_logits": true } }"""), "CNN017 The loss \"categorical_crossentropy\" does not fit the head \"output\", which is of kind classes with softmax; from_logits is true, so its output must be linear" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "sigmoid" }""", """, "compile": { "loss": "binary_crossentropy", "metrics": ¤"accuracy" }"""), "CNN018 The metric \"accuracy\" does not fit the head \"output\", which is of kind classes; it needs kind classes, of which an image has one" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": "sparse_categorical_crossentropy", "metrics": [{ "type": "top_k_categorical_accuracy", "k": ¤0 }] }"""), "CNN007 \"k\" is 0; expected a whole number from 1" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "softmax" }""", """, "compile": { "loss": "sparse_categorical_crossentropy", "metrics": ¤"binary_accuracy" }"""), "CNN018 The metric \"binary_accuracy\" does not fit" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3, "activation": "tanh", "kind": ¤"classes" }""", """, "compile": { "loss": "mse" }"""), "CNN025 The head \"output\" is of kind classes, but its activation is tanh; classes need softmax or sigmoid, or a loss with from_logits" },
        { OfLayers(Flat, """, "compile": { "loss": "mse", "metrics": ["mse", ¤"accuracy"] }"""), "CNN018 The metric \"accuracy\" does not fit the head \"output\", which is of kind values; it needs kind classes" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 4 }""", """, "compile": { "loss": ¤"ciou" }"""), "CNN017 The loss \"ciou\" does not fit the head \"output\", which is of kind values; it measures boxes: say \"kind\": \"bounding_box\" on an output of 4 units, or use another loss" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", ¤"binary_crossentropy"] }"""), "CNN017 The loss \"binary_crossentropy\" does not fit the head \"box\", which is of kind bounding_box with linear; it trains probabilities; use \"ciou\", \"giou\", \"iou\", \"mse\", \"mae\" or \"huber\" for boxes" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "iou"], "metrics": { "box": [{ "type": "iou_accuracy", "threshold": ¤0 }] } }"""), "CNN007 \"threshold\" is 0; expected a finite number above 0 and below 1" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "iou"], "metrics": { "box": ["iou_accuracy", ¤{ "type": "iou_accuracy", "threshold": 0.5 }] } }"""), "CNN007 \"metrics\" is a list with \"iou_accuracy\" twice; expected each metric once" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 4, "kind": "bounding_box" }""", """, "compile": { "loss": "giou", "metrics": ¤"localization_accuracy" }"""), "CNN018 The metric \"localization_accuracy\" does not fit the head \"output\", which is of kind bounding_box; it needs kind bounding_box, in a network with one head of classes, of which an image has one" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "loss_weights": { ¤"bix": 1 } }"""), "CNN019 \"loss_weights\" names a head \"bix\" that the network does not have; did you mean \"box\"?" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "loss_weights": [1, ¤-1] }"""), "CNN019 The loss weight of \"box\" is -1; expected a finite number of at least 0" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "loss_weights": { "kind": ¤1e999 } }"""), "CNN019 The loss weight of \"kind\" is" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "loss_weights": ¤[1] }"""), "CNN019 \"loss_weights\" has 1 in its list, the network has 2 heads; write one for each head in their order" },
        { OfHeads(""" "compile": { "loss": ¤"mse" }"""), "CNN020 \"loss\" is the string \"mse\", the network has 2 heads; write an object with the names of the heads, or a list in their order" },
        { OfHeads(""" "compile": { "loss": ["sparse_categorical_crossentropy", "mse"], "metrics": { ¤"kid": "accuracy" } }"""), "CNN020 \"metrics\" names a head \"kid\" that the network does not have; did you mean \"kind\"?" },
        { OfLayers("""{ "type": "Flatten", "name": ¤"lost" }, { "type": "Flatten", "inputs": ["input"] }"""), "CNN022 The output of \"lost\" is not used; let a layer or a head take it, or remove the layer" },
        { """{ "models": { "Net": { ¤"inputs": [], "layers": [{ "type": "Flatten" }] } } }""", "CNN023 \"inputs\" is not supported yet in this version; a network takes one image: use \"input\"" },
        { """{ "models": { "Net": { "input": ¤[{ "shape": [1, 1, 1] }], "layers": [{ "type": "Flatten" }] } } }""", "CNN023 A list of inputs is not supported yet in this version; a network takes one image: write one object" },
        { OnBase("""{ "model": ¤"Bas" }"""), "CNN033 There is no network \"Bas\" to build on; did you mean \"Base\"? (a network that a referenced project declares is none: add its models.json to this project's AdditionalFiles)" },
        { OfLayers("""{ "type": "Conv2D", "name": ¤"a", "filters": 2, "kernel_size": 1 }, { "type": "Activation", "name": "b", "activation": "sign" }, """ + Flat + """, { "type": "Dense", "units": 2 }""", """, "compile": { "loss": "mse" }"""), "CNN032 The parameters of \"a\" can't be trained: \"sign\", the layer \"b\", is level between its steps" },
        { OfLayers(Flat + """, { "type": ¤"Dense", "units": 2, "activation": "floor" }""", """, "compile": { "loss": "mse" }"""), "CNN032 The parameters of \"dense_1\" can't be trained: \"floor\", its own activation, is level" },
        { OnBase("""{ ¤"modl": "Base", "model": "Base" }"""), "CNN003 \"modl\" is not a key of the base; did you mean \"model\"?" },
        { OnBase("""{ "cut_at": "a" }""").Replace("\"base\"", "¤\"base\""), "CNN005 the base has no \"model\"; expected a string" },
        { OnBase("""{ "model": ¤"Net" }"""), "CNN034 Net can't be built on Net: that leads back to it, Net -> Net; build one of them on another network" },
        { OnBase("""{ "model": "Base", "cut_at": ¤"aa" }"""), "CNN035 The base Base has no layer \"aa\" to be cut at; did you mean \"a\"?" },
        { OnBase("""{ "model": "Base" }""", """, "input": { "shape": ¤[8, 8, 4] }"""), "CNN036 A network over the base Base can't have an input with 8 x 8 x 4; expected a height and a width of your choice, and 3 channels" },
        { OnBase("""{ "model": "Base" }""", """, "input": { "shape": [8, 8, 3], "scale": ¤2 }"""), "CNN036 A network over the base Base can't have an input with \"scale\" 2; expected 0.003921569f" },
        { OnBase("""{ "model": "Base" }""", """, "input": { "shape": [8, 8, 3], "channels": ¤"bgr" }"""), "CNN036 A network over the base Base can't have an input with \"channels\" the string \"bgr\"; expected \"rgb\"" },
        { OnBase("""{ "model": "Base" }""", """, "layers": [{ "type": "Flatten", "name": ¤"b" }]"""), "CNN013 Two layers are named \"b\"; give one of them another name (the base Base has a layer of that name)" },
        { OnBase("""{ "model": "Base" }""", """, "input": { "shape": [2, 2, 3] }""").Replace("\"base\"", "¤\"base\""), "CNN010 kernel_size 3 is larger than its input, 2 x 2" },
        { OnBase("""{ "model": "Base" }""", """, "compile": { "loss": "mse" }""").Replace("\"Net\": {", "¤\"Net\": {"), "CNN005 the network Net has no \"layers\"; expected a list of layers" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 2000000 }, { "type": ¤"Dense", "units": 2000000 }"""), "CNN024 The kernel of \"dense_2\" has 4000000000000 elements; expected at most 2147483647" },
        { """{ "models": { "Net": { "input": { "shape": ¤[65535, 65535, 65535] }, "layers": [{ "type": "Activation", "activation": "relu" }] } } }""", "CNN024 The input has 281462092005375 elements; expected at most 2147483647" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 3 }""", """, "heads": { "box": { "layers": [{ "type": "Dense", "units": 3 }], "kind": ¤"bounding_box" } }"""), "CNN025 The head \"box\" is of kind bounding_box, but its output is 3; a box needs 4 units: xmin, ymin, xmax, ymax" },
        { OfLayers("""{ "type": "Conv2D", "filters": 2, "kernel_size": 1, "kind": ¤"classes", "activation": "softmax" }"""), "CNN025 The head \"output\" is of kind classes, but its output is an image of 8 x 8 x 2" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 2, "labels": ¤["a", "b"] }"""), "CNN025 The head \"output\" is of kind values, but it has labels; remove them, or make it classes by softmax or sigmoid" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 2, "kind": ¤"classes" }"""), "CNN025 The head \"output\" is of kind classes, but its activation is linear; classes need softmax or sigmoid" },
        { OfLayers("""{ "type": "Flatten", ¤"labels": ["a"] }, { "type": "Dense", "units": 1 }"""), "CNN026 \"labels\" stands on a layer that is not the output; it belongs on the last layer" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 2 }""", """, "max_parameters": ¤10"""), "CNN029 Net has 386 parameters, but at most 10 are allowed; the largest layers are dense_1 386" },
        { OfLayers(Flat + """, { "type": "Dense", "units": 2 }""", """, "max_multiply_adds": ¤383"""), "CNN029 Net has 384 multiply-adds for one image, but at most 383 are allowed; the largest layers are dense_1 384" },
        { OfLayers("""{ "type": "Conv2D", "filters": 2, "kernel_size": 1 }, { "type": "Flatten" }, { "type": "Dense", "units": 2 }""", """, "max_activation_bytes": ¤1000"""), "CNN029 Net has 1,288 bytes of activations for one image, but at most 1,000 are allowed; the largest layers are conv2d_1 512, dense_1 8" },
        { OfLayers(Flat, """, "max_parameters": ¤0"""), "CNN007 \"max_parameters\" is 0; expected a whole number of at least 1" },
        { OfLayers(Flat, """, "max_multiply_adds": ¤1.5"""), "CNN006 \"max_multiply_adds\" is 1.5; expected a whole number of at least 1" },
    };

    /// <summary>A network "Net" over a base of two convolutions.</summary>
    private static string OnBase(string ofBase, string more = "") => $$"""
        { "models": {
          "Base": { "input": { "shape": [6, 6, 3], "channels": "rgb" }, "layers": [
            { "type": "Conv2D", "name": "a", "filters": 2, "kernel_size": 3 }, { "type": "Conv2D", "name": "b", "filters": 2, "kernel_size": 1 }
          ] },
          "Net": { "base": {{ofBase}}{{more}} }
        } }
        """;

    [Theory]
    [InlineData("""{ "type": "Conv2D", "filters": 2, "kernel_size": 1, "trainable": "never", "activation": "sign" }, { "type": "Flatten" }, { "type": "Dense", "units": 2 }""")]
    [InlineData("""{ "type": "Conv2D", "name": "a", "filters": 3, "kernel_size": 1 }, { "type": "Activation", "name": "b", "activation": "sign" }, { "type": "Add", "inputs": ["a", "b"] }""")]
    public void A_gradient_that_comes_another_way_or_is_not_wanted_is_no_error(string layers) =>
        Assert.Empty(Declared.Messages(OfLayers(layers, """, "compile": { "loss": "mse" }""")));

    [Fact]
    public void A_budget_that_is_kept_says_nothing() => Assert.Empty(Declared.Messages(OfLayers(
        Flat + """, { "type": "Dense", "units": 2 }""", """, "max_parameters": 386, "max_multiply_adds": 384, "max_activation_bytes": 776""")));

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_error_stands_where_it_is_and_says_what_to_do(string marked, string expected)
    {
        var places = Places(marked);
        string found = Assert.Single(Declared.Messages(Without(marked)));
        string place = found.Split(' ')[1];
        if (places.Count > 0) Assert.Equal(places.Single(), place);
        Assert.StartsWith(expected, found.Replace(" " + place, ""));
    }

    [Fact]
    public void Lines_and_columns_count_from_one()
    {
        Assert.Equal(
            ["CNN004 4:15 \"Flaten\" is not a type of layer; did you mean \"Flatten\"?"],
            Declared.Messages(OfLayers("""{ "type": "Flaten" }""")));
    }

    [Fact]
    public void One_pass_reports_the_errors_of_every_stage()
    {
        string marked = OfLayers("""
            { "type": "Conv2D", "filters": ¤"many", "kernel_size": 3 },
                { "type": ¤"MaxPool" },
                { "type": "Flatten", ¤"nmae": "f", "inputs": ["input"] },
                { "type": "Dense", "units": 10, "name": ¤"10" },
            """);
        Assert.Equal(Places(marked), Declared.Messages(Without(marked)).Select(found => found.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_broken_network_leaves_the_others()
    {
        const string text = """
            { "models": {
              "First": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }] },
              "Broken": { "input": { "shape": [2, 2] }, "layers": [{ "type": "Flatten" }] },
              "AlsoBroken": 5,
              "Last": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }] }
            } }
            """;
        var read = Declared.Read(text);
        Assert.Equal(["First", "Last"], read.Graphs.Select(graph => graph.Name));
        Assert.Equal(["CNN006", "CNN006"], read.Diagnostics.Select(found => found.Descriptor.Id));
    }

    [Theory]
    [InlineData("\"units\": 01")]
    [InlineData("\"units\": 1 \"use_bias\": true")]
    [InlineData("units: 1")]
    [InlineData("\"units\": 1, \"units\": 2")]
    public void A_network_with_malformed_json_is_not_guessed(string units)
    {
        string text = $$"""
            { "models": {
              "Broken": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }, { "type": "Dense", {{units}} }] },
              "Whole": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }] }
            } }
            """;
        Assert.Equal(["Whole"], Declared.Read(text).Graphs.Select(graph => graph.Name));
        Assert.Single(Declared.Messages(text));
    }

    [Fact]
    public void A_file_without_a_namespace_takes_the_root_namespace()
    {
        const string text = """{ "models": { "Net": { "input": { "shape": [2, 2, 1] }, "layers": [{ "type": "Flatten" }] } } }""";
        Assert.Equal("My_App._2d", Declared.Read(text, "My-App.2d").Graphs.Single().Namespace);
        Assert.StartsWith("CNN005 1:1 models.json has no \"namespace\"", Assert.Single(Declared.Messages(text, null)));
    }

    [Fact]
    public void The_weights_of_all_layers_together_are_limited()
    {
        string layers = """{ "type": "Flatten" }, { "type": "Dense", "units": 10000000 }""" + string.Concat(
            Enumerable.Repeat(""", { "type": "Dense", "units": 100 }, { "type": "Dense", "units": 10000000 }""", 1));
        string found = Assert.Single(Declared.Messages(OfLayers(layers)));
        Assert.StartsWith("CNN024 1:15 The weights of Net has", found);
    }
}
