using KerasTransfer.Graph;

namespace KerasTransfer.Tests.Ops;

/// <summary><c>keras.ops</c> against Keras 3 on TensorFlow: values, shapes and types.</summary>
[TestClass]
public class OpsApiTests
{
    private static readonly OpsApi ops = keras.ops;
    private static readonly OpGolden golden = new("api.npz");

    private static readonly Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor>> unary = new()
    {
        ["arcsin"] = x => ops.arcsin(x[0]), ["arccos"] = x => ops.arccos(x[0]), ["arctanh"] = x => ops.arctanh(x[0]), ["arctan"] = x => ops.arctan(x[0]), ["arcsinh"] = x => ops.arcsinh(x[0]),
        ["sinh"] = x => ops.sinh(x[0]), ["cosh"] = x => ops.cosh(x[0]), ["erfc"] = x => ops.erfc(x[0]), ["exp2"] = x => ops.exp2(x[0]), ["trunc"] = x => ops.trunc(x[0]), ["deg2rad"] = x => ops.deg2rad(x[0]),
        ["rad2deg"] = x => ops.rad2deg(x[0]), ["sinc"] = x => ops.sinc(x[0]), ["cbrt"] = x => ops.cbrt(x[0]), ["expm1"] = x => ops.expm1(x[0]), ["log_softmax"] = x => ops.log_softmax(x[0]),
        ["softmax"] = x => ops.softmax(x[0]), ["logsumexp"] = x => ops.logsumexp(x[0]), ["floor"] = x => ops.floor(x[0]), ["ceil"] = x => ops.ceil(x[0]), ["abs"] = x => ops.abs(x[0]), ["sign"] = x => ops.sign(x[0]),
        ["square"] = x => ops.square(x[0]), ["sigmoid"] = x => ops.sigmoid(x[0]), ["tanh"] = x => ops.tanh(x[0]), ["exp"] = x => ops.exp(x[0]), ["sin"] = x => ops.sin(x[0]), ["cos"] = x => ops.cos(x[0]),
        ["tan"] = x => ops.tan(x[0]), ["negative"] = x => ops.negative(x[0]), ["sqrt"] = x => ops.sqrt(x[0]), ["round"] = x => ops.round(x[0]), ["sum"] = x => ops.sum(x[0]), ["prod"] = x => ops.prod(x[0]),
        ["mean"] = x => ops.mean(x[0]), ["max"] = x => ops.max(x[0]), ["min"] = x => ops.min(x[0]), ["var"] = x => ops.var(x[0]), ["std"] = x => ops.std(x[0]), ["argmax"] = x => ops.argmax(x[0]),
        ["argmin"] = x => ops.argmin(x[0]), ["cumsum"] = x => ops.cumsum(x[0]), ["cumprod"] = x => ops.cumprod(x[0]), ["sort"] = x => ops.sort(x[0]), ["argsort"] = x => ops.argsort(x[0]),
        ["median"] = x => ops.median(x[0]), ["count_nonzero"] = x => ops.count_nonzero(x[0]), ["any"] = x => ops.any(x[0]), ["all"] = x => ops.all(x[0]),
        ["erf"] = x => ops.erf(x[0]), ["relu"] = x => ops.relu(x[0]), ["relu6"] = x => ops.relu6(x[0]), ["leaky_relu"] = x => ops.leaky_relu(x[0]), ["elu"] = x => ops.elu(x[0]), ["selu"] = x => ops.selu(x[0]),
        ["celu"] = x => ops.celu(x[0]), ["gelu"] = x => ops.gelu(x[0]), ["silu"] = x => ops.silu(x[0]), ["hard_silu"] = x => ops.hard_silu(x[0]), ["hard_sigmoid"] = x => ops.hard_sigmoid(x[0]),
        ["hard_tanh"] = x => ops.hard_tanh(x[0]), ["tanh_shrink"] = x => ops.tanh_shrink(x[0]), ["hard_shrink"] = x => ops.hard_shrink(x[0]), ["soft_shrink"] = x => ops.soft_shrink(x[0]),
        ["softplus"] = x => ops.softplus(x[0]), ["softsign"] = x => ops.softsign(x[0]), ["log_sigmoid"] = x => ops.log_sigmoid(x[0]), ["sparse_plus"] = x => ops.sparse_plus(x[0]),
        ["sparse_sigmoid"] = x => ops.sparse_sigmoid(x[0]), ["squareplus"] = x => ops.squareplus(x[0]), ["glu"] = x => ops.glu(x[0]), ["threshold"] = x => ops.threshold(x[0], 0.5, -1.0),
        ["normalize 1"] = x => ops.normalize(x[0], axis: 0, order: 1), ["normalize 2"] = x => ops.normalize(x[0], axis: 0, order: 2), ["normalize 3"] = x => ops.normalize(x[0], axis: 0, order: 3),
        ["add"] = x => ops.add(x[0], x[1]), ["subtract"] = x => ops.subtract(x[0], x[1]), ["multiply"] = x => ops.multiply(x[0], x[1]), ["divide"] = x => ops.divide(x[0], x[1]),
        ["floor_divide"] = x => ops.floor_divide(x[0], x[1]), ["mod"] = x => ops.mod(x[0], x[1]), ["power"] = x => ops.power(x[0], x[1]), ["maximum"] = x => ops.maximum(x[0], x[1]),
        ["minimum"] = x => ops.minimum(x[0], x[1]), ["logaddexp"] = x => ops.logaddexp(x[0], x[1]), ["arctan2"] = x => ops.arctan2(x[0], x[1]), ["hypot"] = x => ops.hypot(x[0], x[1]), ["matmul"] = x => ops.matmul(x[0], x[1]),
        ["acosh"] = x => ops.arccosh(x[0]), ["erfinv"] = x => ops.erfinv(x[0]), ["log2"] = x => ops.log2(x[0]), ["log10"] = x => ops.log10(x[0]), ["rsqrt"] = x => ops.rsqrt(x[0]), ["reciprocal"] = x => ops.reciprocal(x[0]),
        ["round decimals"] = x => ops.round(x[0], 2), ["clip"] = x => ops.clip(x[0], -0.5, 1), ["clip int"] = x => ops.clip(x[0], 1, 3), ["add int float"] = x => ops.add(x[0], 1.5), ["add bool 1"] = x => ops.add(x[0], 1),
        ["power int 2"] = x => ops.power(x[0], 2), ["power int half"] = x => ops.power(x[0], 0.5), ["divide_no_nan"] = x => ops.divide_no_nan(x[0], x[1]), ["heaviside"] = x => ops.heaviside(x[0], x[1]),
        ["isnan"] = x => ops.isnan(x[0]), ["isinf"] = x => ops.isinf(x[0]), ["isfinite"] = x => ops.isfinite(x[0]), ["isposinf"] = x => ops.isposinf(x[0]), ["isneginf"] = x => ops.isneginf(x[0]),
        ["nan_to_num"] = x => ops.nan_to_num(x[0]), ["nan_to_num numbers"] = x => ops.nan_to_num(x[0], 1, 2, 3), ["isclose"] = x => ops.isclose(x[0], x[1]), ["isclose nan"] = x => ops.isclose(x[0], x[1], equal_nan: true),
        ["saturate_cast"] = x => ops.saturate_cast(x[0], "uint8"), ["where"] = x => ops.where(x[0], x[1], 1.5), ["logical_not"] = x => ops.logical_not(x[0]), ["logical_xor"] = x => ops.logical_xor(x[0], x[1]),
        ["max initial"] = x => ops.max(x[0], axis: 0, initial: 0.5), ["median keepdims"] = x => ops.median(x[0], axis: (0, 2), keepdims: true),
        ["average"] = x => ops.average(x[0], axis: 1, weights: x[1]), ["average all"] = x => ops.average(x[0], weights: x[1]), ["diff"] = x => ops.diff(x[0], n: 2, axis: 1),
        ["sort 0"] = x => ops.sort(x[0], axis: 0), ["argsort 0"] = x => ops.argsort(x[0], axis: 0), ["in_top_k"] = x => ops.in_top_k(x[0], x[1], 2), ["searchsorted"] = x => ops.searchsorted(x[0], x[1]),
        ["searchsorted right"] = x => ops.searchsorted(x[0], x[1], side: "right"), ["digitize"] = x => ops.digitize(x[0], np.array([0.0, 1.0, 2.5, 4.0])),
        ["flip"] = x => ops.flip(x[0]), ["flip 1"] = x => ops.flip(x[0], axis: 1), ["roll"] = x => ops.roll(x[0], 5), ["roll 1"] = x => ops.roll(x[0], -1, axis: 1), ["repeat"] = x => ops.repeat(x[0], 2),
        ["repeat 1"] = x => ops.repeat(x[0], 3, axis: 1), ["repeat list"] = x => ops.repeat(x[0], [1, 0, 2], axis: 1), ["tile"] = x => ops.tile(x[0], (2, 1, 3)), ["tile more"] = x => ops.tile(x[0], (2, 1, 1, 2)),
        ["tile fewer"] = x => ops.tile(x[0], 2), ["pad"] = x => ops.pad(x[0], [(1, 2), (0, 1), (2, 0)]), ["pad value"] = x => ops.pad(x[0], [(1, 2), (0, 1), (2, 0)], constant_values: 1.5),
        ["pad reflect"] = x => ops.pad(x[0], [(1, 1), (0, 2), (3, 0)], mode: "reflect"), ["pad symmetric"] = x => ops.pad(x[0], [(2, 1), (0, 3), (3, 0)], mode: "symmetric"),
        ["slice"] = x => ops.slice(x[0], [1, 0, 2], (1, 2, 2)), ["slice_update"] = x => ops.slice_update(x[0], [0, 1, 2], x[1]), ["stack"] = x => ops.stack([x[0], x[0] * 2], axis: -1),
        ["concatenate"] = x => ops.concatenate([x[0], x[0] * 2]), ["concatenate int"] = x => ops.concatenate([x[0], x[1]], axis: 1), ["transpose"] = x => ops.transpose(x[0]), ["swapaxes"] = x => ops.swapaxes(x[0], 0, -1),
        ["moveaxis"] = x => ops.moveaxis(x[0], 0, -1), ["expand_dims"] = x => ops.expand_dims(x[0], -2), ["squeeze"] = x => ops.squeeze(x[0]), ["take"] = x => ops.take(x[0], np.array([1, -1, 0])),
        ["take 1"] = x => ops.take(x[0], NDArray.FromArray([2, 0, -1, 1], (2, 2)), axis: 1), ["take_along_axis"] = x => ops.take_along_axis(x[0], x[1], axis: 1), ["take_along_axis broadcast"] = x => ops.take_along_axis(x[0], x[1], axis: 1),
        ["tril"] = x => ops.tril(x[0]), ["triu 1"] = x => ops.triu(x[0], k: 1), ["diagonal"] = x => ops.diagonal(x[0]), ["diagonal offset"] = x => ops.diagonal(x[0], offset: 1, axis1: 1, axis2: 2),
        ["diagonal below"] = x => ops.diagonal(x[0], offset: -1, axis1: 1, axis2: 2), ["trace"] = x => ops.trace(x[0], axis1: 1, axis2: 2), ["ravel"] = x => ops.ravel(x[0]),
        ["diag"] = x => ops.diag(x[0]), ["diag 1"] = x => ops.diag(x[0], k: 1), ["diag -2"] = x => ops.diag(x[0], k: -2), ["diag matrix"] = x => ops.diag(x[0]),
        ["scatter"] = x => ops.scatter(x[0], x[1], (3, 4)), ["scatter rows"] = x => ops.scatter(x[0], x[1], (3, 4)), ["scatter_update"] = x => ops.scatter_update(x[0], x[1], x[2]), ["segment_sum"] = x => ops.segment_sum(x[0], x[1], 3),
        ["bincount"] = x => ops.bincount(x[0], minlength: 4), ["one_hot"] = x => ops.one_hot(x[0], 3), ["one_hot axis"] = x => ops.one_hot(x[0], 3, axis: 1, dtype: "int32"), ["multi_hot"] = x => ops.multi_hot(x[0], 5),
        ["arange"] = _ => ops.arange(5), ["arange step"] = _ => ops.arange(7, 1, -2), ["arange float"] = _ => ops.arange(0.0, 1.0, 0.25), ["linspace"] = _ => ops.linspace(0, 1, 7), ["linspace open"] = _ => ops.linspace(2, 5, 4, endpoint: false),
        ["logspace"] = _ => ops.logspace(0, 2, 5), ["eye"] = _ => ops.eye(3, 4, k: 1), ["eye below"] = _ => ops.eye(3, k: -1), ["tri"] = _ => ops.tri(3, 4, k: 1), ["full"] = _ => ops.full((2, 2), 3),
        ["zeros_like"] = x => ops.zeros_like(x[0]), ["full_like"] = x => ops.full_like(x[0], 2), ["dot"] = x => ops.dot(x[0], x[1]), ["vdot"] = x => ops.vdot(x[0], x[1]), ["inner"] = x => ops.inner(x[0], x[1]), ["outer"] = x => ops.outer(x[0], x[1]),
        ["tensordot"] = x => ops.tensordot(x[0], x[1]), ["tensordot axes"] = x => ops.tensordot(x[0], x[1], [0, 2], [1, 0]), ["norm"] = x => ops.norm(x[0]),
        ["softmax 0"] = x => ops.softmax(x[0], axis: 0), ["softmax None"] = x => ops.softmax(x[0], axis: null), ["log_softmax 0"] = x => ops.log_softmax(x[0], axis: 0),
        ["binary_crossentropy"] = x => ops.binary_crossentropy(x[0], x[1]), ["binary_crossentropy logits"] = x => ops.binary_crossentropy(x[0], x[1], from_logits: true),
        ["categorical_crossentropy"] = x => ops.categorical_crossentropy(x[0], x[1]), ["categorical_crossentropy logits"] = x => ops.categorical_crossentropy(x[0], x[1], from_logits: true),
        ["sparse_categorical_crossentropy"] = x => ops.sparse_categorical_crossentropy(x[0], x[1]), ["sparse_categorical_crossentropy logits"] = x => ops.sparse_categorical_crossentropy(x[0], x[1], from_logits: true),
        ["batch_normalization"] = x => ops.batch_normalization(x[0], x[1], x[2], 1, x[3], x[4]), ["psnr"] = x => ops.psnr(x[0], x[1], 2.0),
    };

    private static readonly Dictionary<string, Func<IReadOnlyList<Tensor>, Tensor[]>> several = new()
    {
        ["moments"] = x => ops.moments(x[0], axes: [0, 1]) is var (m, v) ? [m, v] : [], ["top_k"] = x => ops.top_k(x[0], 2) is var (v, i) ? [v, i] : [], ["top_k int"] = x => ops.top_k(x[0], 2) is var (v, i) ? [v, i] : [],
        ["split"] = x => ops.split(x[0], 2, axis: 2), ["split at"] = x => ops.split(x[0], [1, 3], axis: 2), ["unstack"] = x => ops.unstack(x[0], axis: 1),
        ["meshgrid"] = x => ops.meshgrid([x[0], x[1]]), ["meshgrid ij"] = x => ops.meshgrid([x[0], x[1], x[2]], indexing: "ij"),
    };

    private static Func<IReadOnlyList<Tensor>, Tensor[]> Call(string name)
    {
        if (several.TryGetValue(name, out var list)) return list;
        if (unary.TryGetValue(name, out var one)) return x => [one(x)];
        string[] words = name.Split(' ');
        if (words[0] == "einsum") return x => [ops.einsum(name["einsum ".Length..], [.. x])];
        if (words[0] == "quantile") return x => [ops.quantile(x[0], [0.15, 0.55, 0.85], axis: 1, method: words[1])];
        if (words[0] == "norm") return x => [ops.norm(x[0], double.Parse(words[words[1] == "matrix" ? 2 : 1].Replace("inf", "Infinity"), System.Globalization.CultureInfo.InvariantCulture), words[1] == "matrix" ? (0, 2) : 1, name.Contains("keepdims"))];
        bool keepdims = words[^1] == "keepdims";
        string what = name[words[0].Length..].Replace("keepdims", "").Trim();
        if (what is "None" or "0" or "-1" or "(0, 2)")
        {
            Axes? axes = what switch { "None" => null, "0" => 0, "-1" => -1, _ => (0, 2) };
            int? axis = what switch { "0" => 0, "-1" => -1, _ => null };
            return x => [words[0] switch
            {
                "sum" => ops.sum(x[0], axes, keepdims), "mean" => ops.mean(x[0], axes, keepdims), "max" => ops.max(x[0], axes, keepdims), "min" => ops.min(x[0], axes, keepdims),
                "prod" => ops.prod(x[0], axes, keepdims), "var" => ops.var(x[0], axes, keepdims), "std" => ops.std(x[0], axes, keepdims), "logsumexp" => ops.logsumexp(x[0], axes, keepdims),
                "argmax" => ops.argmax(x[0], axis, keepdims), "argmin" => ops.argmin(x[0], axis, keepdims), "cumsum" => ops.cumsum(x[0], axis), "cumprod" => ops.cumprod(x[0], axis), "median" => ops.median(x[0], axes),
                _ => throw new InvalidOperationException($"No call for {name}."),
            }];
        }
        return unary.TryGetValue(words[0], out var first) ? x => [first(x)] : throw new InvalidOperationException($"No call for {name}.");      // the same call on another type
    }

    [TestMethod]
    public void Agrees_with_Keras()
    {
        List<string> wrong = [];
        foreach (string name in golden.Names)
            try
            {
                (IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs) = golden[name];
                NDArray[] found = Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x => Call(name)(x)).Compile().Run(inputs);
                Assert.AreEqual(outputs.Count, found.Length, $"{name}: number of results");
                for (int i = 0; i < found.Length; i++) OpGolden.Same(outputs[i], found[i], name);
            }
            catch (Exception e) { wrong.Add($"{name}: {e.Message}"); }
        Assert.IsEmpty(wrong, string.Join("\n", wrong.Take(40)));
    }

    [TestMethod]
    public void Works_on_arrays_at_once()
    {
        Assert.AreEqual(6.0, ops.sum(np.array([1.0, 2.0, 3.0])).numpy().item<double>());
        NDArray x = np.array([1f, 2f]);
        Tensor constant = x;
        x[0] = 9;
        Assert.AreEqual(1f, constant.numpy().AsSpan<float>()[0], "a tensor made of an array does not change with it");
    }

    [TestMethod]
    public void Gradients_of_formulas()
    {
        RandomState random = new(3);
        NDArray Values(params int[] shape) => random.rand(shape).astype("float32") + np.array(0.5f);
        GradientCheck.Run("take_along_axis", x => ops.take_along_axis(x[0], np.array([[0, 2, 2]]), axis: 1), [Values(2, 3)]);
        GradientCheck.Run("sort", x => ops.sort(x[0]) * ops.arange(5).Cast(DType.float32), [np.array([[5f, 1f, 3f, 2f, 4f]])]);
        GradientCheck.Run("pad", x => ops.square(ops.pad(x[0], [(1, 1), (0, 2)], mode: "reflect")), [Values(3, 4)]);
        GradientCheck.Run("slice_update", x => ops.square(ops.slice_update(x[0], [1, 1], x[1])), [Values(3, 3), Values(2, 1)]);
        GradientCheck.Run("einsum", x => ops.einsum("bij,bkj->bik", x[0], x[1]), [Values(2, 3, 2), Values(2, 2, 2)]);
        GradientCheck.Run("norm", x => ops.norm(x[0], axis: 1), [Values(3, 4)]);
        GradientCheck.Run("logaddexp", x => ops.logaddexp(x[0], x[1]), [Values(3), Values(3)]);
        GradientCheck.Run("tile", x => ops.square(ops.tile(x[0], (2, 3))), [Values(2, 2)]);
        GradientCheck.Run("var", x => ops.std(x[0], axis: 0), [Values(4, 3)]);
        GradientCheck.Run("diagonal", x => ops.square(ops.diagonal(x[0], 1)), [Values(3, 4)]);
        GradientCheck.Run("scatter", x => ops.square(ops.scatter(np.array([[0], [2], [0]]), x[0], (3, 2))), [Values(3, 2)]);
        GradientCheck.Run("quantile", x => ops.quantile(x[0], 0.3, axis: 1), [np.array([[5f, 1f, 3f, 2f, 4f]])]);
        GradientCheck.Run("cumprod with zero", x => ops.cumsum(ops.square(x[0]), axis: 0), [Values(4, 2)]);
    }

    [TestMethod]
    public void Errors_say_what_was_given()
    {
        Tensor x = np.arange(6).astype("float32").reshape(2, 3);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.split(x, 2, axis: 1)).Message, "(2, 3)");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.einsum("ij,jk", x)).Message, "ij,jk");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.matmul(x, x)).Message, "inner lengths");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => x + (Tensor)np.zeros((2, 2)).astype("float32")).Message, "broadcast");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.take(x, np.array([6])).numpy()).Message, "index 6");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.pad(x, 3, mode: "reflect")).Message, "at most");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.max(ops.zeros((0, 3)))).Message, "empty");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.mod(ops.cast(x, "int32"), 0).numpy()).Message, "zero");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => ops.reshape(x, (4, 2))).Message, "total size");
    }
}
