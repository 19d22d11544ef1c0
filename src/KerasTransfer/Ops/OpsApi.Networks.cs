using KerasTransfer.Losses;
using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>−t·ln p − (1 − t)·ln(1 − p), element by element.</summary>
    /// <exception cref="ValueError">The shapes differ.</exception>
    public Tensor binary_crossentropy(Tensor target, Tensor output, bool from_logits = false) => BinaryCrossentropy.Elements(target.Cast(output.dtype), output, from_logits);

    /// <summary>−Σ t·ln p over the classes.</summary>
    /// <exception cref="ValueError">The shapes differ.</exception>
    public Tensor categorical_crossentropy(Tensor target, Tensor output, bool from_logits = false, int axis = -1) => CategoricalCrossentropy.categorical_crossentropy(target, output, from_logits, axis: axis);

    /// <summary>−ln of the probability of the class, for targets that are class numbers.</summary>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor sparse_categorical_crossentropy(Tensor target, Tensor output, bool from_logits = false, int axis = -1) => SparseCategoricalCrossentropy.sparse_categorical_crossentropy(target, output, from_logits, axis: axis);

    /// <summary>1 at each of the class numbers along the second axis (the first of a vector), 0 elsewhere.</summary>
    public Tensor multi_hot(Tensor inputs, int num_classes, int axis = -1, DType? dtype = null) => Max.Over(one_hot(inputs, num_classes, axis, dtype), [inputs.ndim > 1 ? 1 : 0]);

    /// <summary>(x − mean) / √(variance + epsilon) · scale + offset, with one number per place along an axis.</summary>
    public Tensor batch_normalization(Tensor x, Tensor mean, Tensor variance, int axis, Tensor? offset = null, Tensor? scale = null, double epsilon = 1e-3)
    {
        Shape shape = new([.. Enumerable.Range(0, x.ndim).Select(i => i == x.shape.Axis(axis) ? x.shape[i] : 1)]);
        Tensor factor = rsqrt(variance.Reshape(shape) + epsilon);
        if (scale is not null) factor *= scale.Reshape(shape);
        Tensor shift = -mean.Reshape(shape) * factor;
        if (offset is not null) shift += offset.Reshape(shape);
        return x * factor + shift;
    }

    /// <summary>The peak signal-to-noise ratio in decibels: 20·log₁₀(max_val) − 10·log₁₀(mean squared difference).</summary>
    /// <exception cref="ValueError">The shapes differ.</exception>
    public Tensor psnr(Tensor x1, Tensor x2, double max_val) => x1.shape == x2.shape ? 20 * Math.Log10(max_val) - 10 * log10(mean(square(FloatOf(x1) - FloatOf(x2))))
        : throw new ValueError($"Input shapes {x1.shape} and {x2.shape} must match for PSNR calculation. ");

    // ---- control, written out when the computation is traced

    /// <summary>What one or the other function gives, by a condition: both are computed, and element by element one is taken.</summary>
    public Tensor cond(Tensor pred, Func<Tensor> true_fn, Func<Tensor> false_fn) => where(pred, true_fn(), false_fn());

    /// <summary>The value after a number of rounds: <c>x = body_fun(i, x)</c> for i from lower to upper − 1, written out one after the other.</summary>
    public Tensor fori_loop(int lower, int upper, Func<int, Tensor, Tensor> body_fun, Tensor init_val)
    {
        for (int i = lower; i < upper; i++) init_val = body_fun(i, init_val);
        return init_val;
    }

    /// <summary>A function's values on the slices along the first axis, stacked.</summary>
    public Tensor map(Func<Tensor, Tensor> f, Tensor xs) => stack(new Tensors([.. unstack(xs).Select(f)]), 0);

    /// <summary>A function's values on the slices along the first axis, stacked.</summary>
    public Tensor vectorized_map(Func<Tensor, Tensor> function, Tensor elements) => map(function, elements);
}
