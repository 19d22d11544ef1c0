using System.Collections.Frozen;

namespace KerasTransfer.Models;

/// <summary>The functions of <c>keras.ops</c> that files of models may hold: how they are called with what a file says, and where Keras 3 has their classes.</summary>
internal static class SymbolicFunctions
{
    // One result of one tensor and nothing else, by their Keras names.
    private static readonly FrozenDictionary<string, Func<SymbolicArgument, KerasTensor>> plain = new Dictionary<string, Func<SymbolicArgument, KerasTensor>>
    {
        ["relu"] = x => ops.relu(x), ["relu6"] = x => ops.relu6(x), ["sigmoid"] = x => ops.sigmoid(x), ["silu"] = x => ops.silu(x), ["selu"] = x => ops.selu(x), ["softplus"] = x => ops.softplus(x),
        ["softsign"] = x => ops.softsign(x), ["log_sigmoid"] = x => ops.log_sigmoid(x), ["hard_sigmoid"] = x => ops.hard_sigmoid(x), ["hard_silu"] = x => ops.hard_silu(x), ["hard_tanh"] = x => ops.hard_tanh(x),
        ["tanh_shrink"] = x => ops.tanh_shrink(x), ["sparse_plus"] = x => ops.sparse_plus(x), ["mish"] = x => ops.mish(x), ["tanh"] = x => ops.tanh(x), ["sinh"] = x => ops.sinh(x), ["cosh"] = x => ops.cosh(x),
        ["sin"] = x => ops.sin(x), ["cos"] = x => ops.cos(x), ["tan"] = x => ops.tan(x), ["exp"] = x => ops.exp(x), ["expm1"] = x => ops.expm1(x), ["log"] = x => ops.log(x), ["log1p"] = x => ops.log1p(x),
        ["sqrt"] = x => ops.sqrt(x), ["rsqrt"] = x => ops.rsqrt(x), ["square"] = x => ops.square(x), ["absolute"] = x => ops.absolute(x), ["negative"] = x => ops.negative(x), ["sign"] = x => ops.sign(x),
        ["reciprocal"] = x => ops.reciprocal(x), ["floor"] = x => ops.floor(x), ["ceil"] = x => ops.ceil(x), ["erf"] = x => ops.erf(x), ["ravel"] = x => ops.ravel(x), ["isnan"] = x => ops.isnan(x),
        ["isinf"] = x => ops.isinf(x), ["isfinite"] = x => ops.isfinite(x), ["logical_not"] = x => ops.logical_not(x), ["stop_gradient"] = x => ops.stop_gradient(x), ["zeros_like"] = x => ops.zeros_like(x), ["ones_like"] = x => ops.ones_like(x),
    }.ToFrozenDictionary();

    // One result of two tensors.
    private static readonly FrozenDictionary<string, Func<SymbolicArgument, SymbolicArgument, KerasTensor>> binary = new Dictionary<string, Func<SymbolicArgument, SymbolicArgument, KerasTensor>>
    {
        ["add"] = (a, b) => ops.add(a, b), ["subtract"] = (a, b) => ops.subtract(a, b), ["multiply"] = (a, b) => ops.multiply(a, b), ["true_divide"] = (a, b) => ops.true_divide(a, b), ["divide"] = (a, b) => ops.divide(a, b),
        ["maximum"] = (a, b) => ops.maximum(a, b), ["minimum"] = (a, b) => ops.minimum(a, b), ["power"] = (a, b) => ops.power(a, b), ["mod"] = (a, b) => ops.mod(a, b), ["floor_divide"] = (a, b) => ops.floor_divide(a, b),
        ["matmul"] = (a, b) => ops.matmul(a, b), ["dot"] = (a, b) => ops.dot(a, b), ["equal"] = (a, b) => ops.equal(a, b), ["not_equal"] = (a, b) => ops.not_equal(a, b), ["greater"] = (a, b) => ops.greater(a, b),
        ["greater_equal"] = (a, b) => ops.greater_equal(a, b), ["less"] = (a, b) => ops.less(a, b), ["less_equal"] = (a, b) => ops.less_equal(a, b), ["logical_and"] = (a, b) => ops.logical_and(a, b),
        ["logical_or"] = (a, b) => ops.logical_or(a, b), ["divide_no_nan"] = (a, b) => ops.divide_no_nan(a, b), ["arctan2"] = (a, b) => ops.arctan2(a, b),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<SymbolicCall, KerasTensor[]>> others = new Dictionary<string, Func<SymbolicCall, KerasTensor[]>>
    {
        ["mean"] = c => [ops.mean(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["sum"] = c => [ops.sum(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["max"] = c => [ops.max(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["min"] = c => [ops.min(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["prod"] = c => [ops.prod(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["var"] = c => [ops.var(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["std"] = c => [ops.std(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["any"] = c => [ops.any(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["all"] = c => [ops.all(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["logsumexp"] = c => [ops.logsumexp(c[0], c.Axes("axis"), c.Bool("keepdims"))],
        ["argmax"] = c => [ops.argmax(c[0], c.Int("axis"), c.Bool("keepdims"))],
        ["argmin"] = c => [ops.argmin(c[0], c.Int("axis"), c.Bool("keepdims"))],
        ["softmax"] = c => [ops.softmax(c[0], c.Int("axis", -1))],
        ["log_softmax"] = c => [ops.log_softmax(c[0], c.Int("axis", -1) ?? -1)],
        ["gelu"] = c => [ops.gelu(c[0], c.Bool("approximate", true))],
        ["elu"] = c => [ops.elu(c[0], c.Double("alpha", 1))],
        ["celu"] = c => [ops.celu(c[0], c.Double("alpha", 1))],
        ["leaky_relu"] = c => [ops.leaky_relu(c[0], c.Double("negative_slope", 0.2, "alpha"))],
        ["normalize"] = c => [ops.normalize(c[0], c.Axes("axis"), c.Int("order", 2) ?? 2, c.Double("epsilon", 1e-7))],
        ["reshape"] = c => [ops.reshape(c[0], c.Shape("newshape", "shape"))],
        ["broadcast_to"] = c => [ops.broadcast_to(c[0], c.Shape("shape"))],
        ["transpose"] = c => [ops.transpose(c[0], c.Ints("axes", "perm"))],
        ["swapaxes"] = c => [ops.swapaxes(c[0], c.Int("axis1") ?? 0, c.Int("axis2") ?? 1)],
        ["moveaxis"] = c => [ops.moveaxis(c[0], c.Int("source") ?? 0, c.Int("destination") ?? 0)],
        ["expand_dims"] = c => [ops.expand_dims(c[0], c.Int("axis") ?? -1)],
        ["squeeze"] = c => [ops.squeeze(c[0], c.Axes("axis"))],
        ["concatenate"] = c => [ops.concatenate(c.Several(0), c.Int("axis") ?? -1)],
        ["stack"] = c => [ops.stack(c.Several(0), c.Int("axis") ?? 0)],
        ["split"] = c => ops.split(c[0], c.Int("indices_or_sections") ?? 1, c.Int("axis") ?? 0),
        ["repeat"] = c => [ops.repeat(c[0], c.Int("repeats") ?? 1, c.Int("axis"))],
        ["tile"] = c => [ops.tile(c[0], c.Shape("repeats", "multiples"))],
        ["take"] = c => [ops.take(c[0], c[1], c.Int("axis"))],
        ["where"] = c => [ops.where(c[0], c[1], c[2])],
        ["clip"] = c => [ops.clip(c[0], c.Number("x_min", "clip_value_min"), c.Number("x_max", "clip_value_max"))],
        ["cast"] = c => [ops.cast(c[0], c.DType("dtype"))],
        ["one_hot"] = c => [ops.one_hot(c[0], c.Int("num_classes") ?? 1, c.Int("axis", -1) ?? -1, c.DType("dtype"))],
        ["average_pool"] = c => [ops.average_pool(c[0], c.Axes("pool_size")!, c.Axes("strides"), c.Text("padding") ?? "valid", c.Text("data_format"))],
        ["max_pool"] = c => [ops.max_pool(c[0], c.Axes("pool_size")!, c.Axes("strides"), c.Text("padding") ?? "valid", c.Text("data_format"))],
        ["get_item"] = c => [c.Symbol(0)[c.Slices("key")]],
    }.ToFrozenDictionary();

    /// <summary>The modules of Keras 3 with the classes of functions, <c>keras.src.ops.numpy</c> for all others.</summary>
    private static readonly FrozenDictionary<string, string> modules = new Dictionary<string, string[]>
    {
        ["nn"] = ["relu", "relu6", "sigmoid", "silu", "selu", "softplus", "softsign", "log_sigmoid", "hard_sigmoid", "hard_silu", "hard_tanh", "tanh_shrink", "sparse_plus", "mish", "softmax", "log_softmax", "gelu", "elu", "celu", "leaky_relu",
            "normalize", "one_hot", "average_pool", "max_pool"],
        ["core"] = ["cast", "stop_gradient"],
        ["math"] = ["logsumexp", "rsqrt", "erf"],
    }.SelectMany(pair => pair.Value, (pair, name) => (name, pair.Key)).ToFrozenDictionary(pair => pair.name, pair => pair.Key);

    // TensorFlow's and the backend's other names.
    private static readonly FrozenDictionary<string, string> names = new Dictionary<string, string>
    {
        ["abs"] = "absolute", ["reduce_mean"] = "mean", ["reduce_sum"] = "sum", ["reduce_max"] = "max", ["reduce_min"] = "min", ["reduce_prod"] = "prod", ["reduce_any"] = "any", ["reduce_all"] = "all", ["reduce_std"] = "std",
        ["reduce_variance"] = "var", ["reduce_logsumexp"] = "logsumexp", ["concat"] = "concatenate", ["pow"] = "power", ["truediv"] = "true_divide", ["clip_by_value"] = "clip", ["swish"] = "silu", ["hard_swish"] = "hard_silu",
        ["batch_flatten"] = "batch_flatten", ["getitem"] = "get_item", ["bias_add"] = "add", ["permute_dimensions"] = "transpose", ["identity"] = "identity", ["floormod"] = "mod", ["floordiv"] = "floor_divide",
    }.ToFrozenDictionary();

    /// <summary>The Keras name of a function that TensorFlow or the backend calls otherwise.</summary>
    public static string KerasName(string function) => names.GetValueOrDefault(function, function);

    // Of these TensorFlow's and the backend's have other arguments or results than Keras's.
    private static readonly string[] different = ["argmax", "argmin", "one_hot", "matmul", "gather", "pad", "slice", "norm", "split", "dot", "max_pool", "average_pool"];

    /// <summary>The Keras name of a function of TensorFlow or the backend; one of its own where Keras has no such function.</summary>
    public static string KerasNameElsewhere(string function) => different.Contains(function) ? "tf_" + function : KerasName(function);

    /// <summary>The Keras name of an argument.</summary>
    public static string KerasKey(string function, string argument) => (function, argument) switch
    {
        ("reshape", "shape") => "newshape",
        ("transpose", "perm" or "pattern") => "axes",
        ("tile", "multiples" or "n") => "repeats",
        ("clip", "t") => "x",
        ("clip", "clip_value_min" or "min_value") => "x_min",
        ("clip", "clip_value_max" or "max_value") => "x_max",
        _ => argument,
    };

    /// <summary>Whether files may hold it.</summary>
    public static bool IsKnown(string function) => plain.ContainsKey(function) || binary.ContainsKey(function) || others.ContainsKey(function);

    /// <summary>The module of Keras 3 with a function's class.</summary>
    public static string Module(string function) => $"keras.src.ops.{modules.GetValueOrDefault(function, "numpy")}";

    /// <summary>The class of Keras 3 for a function.</summary>
    public static string ClassName(string function) => string.Concat(function.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>Whether an argument is one of the class's constructor, so that files have it in the configuration.</summary>
    public static bool IsSetting(string function, string argument, object? value) =>
        value is not (SymbolicArgument or SymbolicArguments or Slice[]) || (function == "clip" && argument != "x") || (function is "max" or "min" && argument == "initial");

    /// <summary>The name here of a TensorFlow function that Keras 2 keeps as a TFOpLambda layer.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static string FromTensorFlow(string function)
    {
        string name = KerasName(function.Split('.')[^1]);
        return IsKnown(name) ? name : throw new NotSupportedException($"The TensorFlow function '{function}' in a model is not supported. Build this part of the model in code and load the weights by name.");
    }

    /// <summary>Calls a function with what a file says.</summary>
    public static KerasTensor[] Call(SymbolicCall call) =>
        plain.TryGetValue(call.Function, out var one) ? [one(call[0])] : binary.TryGetValue(call.Function, out var two) ? [two(call[0], call[1])]
        : others.TryGetValue(call.Function, out var other) ? other(call)
        : throw new NotSupportedException($"The operation '{call.Function}' in a model is not supported. Build this part of the model in code and load the weights by name.");
}
