using KerasTransfer.Activations;
using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>The larger of x and 0.</summary>
    public Tensor relu(Tensor x) => new Ops.Relu().On(x);
    /// <summary>x kept between 0 and 6.</summary>
    public Tensor relu6(Tensor x) => Activations.Relu6.relu6(x);
    /// <summary>x above 0, negative_slope · x below it.</summary>
    public Tensor leaky_relu(Tensor x, double negative_slope = 0.2) => Activations.LeakyRelu.leaky_relu(x, negative_slope);
    /// <summary>x above 0, alpha · (eˣ − 1) below it.</summary>
    public Tensor elu(Tensor x, double alpha = 1.0) => Activations.Elu.elu(x, alpha);
    /// <summary>scale · elu(x, alpha) with the constants of self-normalizing networks.</summary>
    public Tensor selu(Tensor x) => Activations.Selu.selu(x);
    /// <summary>x above 0, alpha · (e^(x/alpha) − 1) below it.</summary>
    public Tensor celu(Tensor x, double alpha = 1.0) => Celu.celu(x, alpha);
    /// <summary>x · P(X ≤ x) for a standard normal X; by default, as in keras.ops, with a formula of tanh.</summary>
    public Tensor gelu(Tensor x, bool approximate = true) => Activations.Gelu.gelu(x, approximate);
    /// <summary>x · sigmoid(x).</summary>
    public Tensor silu(Tensor x) => Activations.Silu.silu(x);
    /// <summary>x · sigmoid(x).</summary>
    public Tensor swish(Tensor x) => Activations.Silu.silu(x);
    /// <summary>x · hard_sigmoid(x).</summary>
    public Tensor hard_silu(Tensor x) => HardSilu.hard_silu(x);
    /// <summary>x · hard_sigmoid(x).</summary>
    public Tensor hard_swish(Tensor x) => HardSilu.hard_silu(x);
    /// <summary>relu6(x + 3) / 6.</summary>
    public Tensor hard_sigmoid(Tensor x) => HardSigmoid.hard_sigmoid(x);
    /// <summary>x kept between −1 and 1.</summary>
    public Tensor hard_tanh(Tensor x) => HardTanh.hard_tanh(x);
    /// <summary>x − tanh(x).</summary>
    public Tensor tanh_shrink(Tensor x) => TanhShrink.tanh_shrink(x);
    /// <summary>x where |x| is above the threshold, else 0.</summary>
    public Tensor hard_shrink(Tensor x, double threshold = 0.5) => HardShrink.hard_shrink(x, threshold);
    /// <summary>x moved towards 0 by the threshold, at most to 0.</summary>
    public Tensor soft_shrink(Tensor x, double threshold = 0.5) => SoftShrink.soft_shrink(x, threshold);
    /// <summary>x where it is above the threshold, else default_value.</summary>
    public Tensor threshold(Tensor x, double threshold, double default_value) => Threshold.threshold(x, threshold, default_value);
    /// <summary>ln(1 + eˣ).</summary>
    public Tensor softplus(Tensor x) => Activations.Softplus.softplus(x);
    /// <summary>x / (1 + |x|).</summary>
    public Tensor softsign(Tensor x) => Activations.Softsign.softsign(x);
    /// <summary>x · tanh(softplus(x)).</summary>
    public Tensor mish(Tensor x) => Mish.mish(x);
    /// <summary>The logarithm of the sigmoid.</summary>
    public Tensor log_sigmoid(Tensor x) => LogSigmoid.log_sigmoid(x);
    /// <summary>The first half of an axis times the sigmoid of the second.</summary>
    public Tensor glu(Tensor x, int axis = -1) => Glu.glu(x, axis);
    /// <summary>0 below −1, (x + 1)² / 4 up to 1, then x.</summary>
    public Tensor sparse_plus(Tensor x) => SparsePlus.sparse_plus(x);
    /// <summary>0 below −1, (x + 1) / 2 up to 1, then 1.</summary>
    public Tensor sparse_sigmoid(Tensor x) => SparseSigmoid.sparse_sigmoid(x);
    /// <summary>(x + √(x² + b)) / 2.</summary>
    public Tensor squareplus(Tensor x, double b = 4) => Squareplus.squareplus(x, b);
    /// <summary>The error function 2/√π ∫₀ˣ e^−t² dt.</summary>
    public Tensor erf(Tensor x) => new Erf().On(FloatOf(x));

    /// <summary>x divided by its norm along some axes; a norm below <paramref name="epsilon"/> counts as that.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axes of the norm; null for the last.</param>
    /// <param name="order">1 for the sum of sizes, 2 for the square root of the sum of squares, …</param>
    /// <param name="epsilon">The least norm.</param>
    /// <exception cref="ValueError"><paramref name="order"/> is below 1.</exception>
    public Tensor normalize(Tensor x, Axes? axis = null, int order = 2, double epsilon = 1e-7)
    {
        if (order < 1) throw new ValueError($"Argument `order` must be int >= 1. Received: order={order}");
        x = FloatOf(x);
        axis ??= -1;
        // The lower bound is applied before the root, whose slope at 0 is infinite.
        if (order == 2) return x * rsqrt(maximum(sum(square(x), axis, keepdims: true), epsilon * epsilon));
        Tensor norm = order == 1 ? sum(abs(x), axis, keepdims: true) : power(sum(power(abs(x), order), axis, keepdims: true), 1.0 / order);
        return x / maximum(norm, epsilon);
    }
}
