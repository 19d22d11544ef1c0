namespace KerasTransfer;

/// <summary><c>tf.nn</c>.</summary>
[AtOnce]
public sealed partial class TfNnApi
{
    internal TfNnApi() { }

    // Properties, not methods, since scripts also write activation: tf.nn.relu.

    /// <summary>The larger of x and 0.</summary>
    public ReluFunction relu => KerasApi.keras.activations.relu;
    /// <summary>x between 0 and 6.</summary>
    public ActivationFunction relu6 => KerasApi.keras.activations.relu6;
    /// <summary>x above 0, 0.2 · x below it.</summary>
    public LeakyReluFunction leaky_relu => KerasApi.keras.activations.leaky_relu;
    /// <summary>x above 0, eˣ − 1 below it.</summary>
    public EluFunction elu => KerasApi.keras.activations.elu;
    /// <summary>Scaled elu.</summary>
    public ActivationFunction selu => KerasApi.keras.activations.selu;
    /// <summary>x · P(X ≤ x) for a standard normal X.</summary>
    public GeluFunction gelu => KerasApi.keras.activations.gelu;
    /// <summary>x · σ(x).</summary>
    public ActivationFunction silu => KerasApi.keras.activations.silu;
    /// <summary>x · σ(x).</summary>
    public ActivationFunction swish => KerasApi.keras.activations.silu;
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public ActivationFunction sigmoid => KerasApi.keras.activations.sigmoid;
    /// <summary>tanh x.</summary>
    public ActivationFunction tanh => KerasApi.keras.activations.tanh;
    /// <summary>ln(1 + eˣ).</summary>
    public ActivationFunction softplus => KerasApi.keras.activations.softplus;
    /// <summary>x / (1 + |x|).</summary>
    public ActivationFunction softsign => KerasApi.keras.activations.softsign;
    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public AxisFunction softmax => KerasApi.keras.activations.softmax;
    /// <summary>x − ln Σ eˣ along an axis.</summary>
    public AxisFunction log_softmax => KerasApi.keras.activations.log_softmax;

    /// <summary>−Σ labels · ln softmax(logits) along an axis.</summary>
    public Tensor softmax_cross_entropy_with_logits(Tensor labels, Tensor logits, int axis = -1) => -ops.sum(labels * ops.log_softmax(logits, axis), axis);
    /// <summary>−ln softmax(logits) at the class number, along the last axis.</summary>
    public Tensor sparse_softmax_cross_entropy_with_logits(Tensor labels, Tensor logits) => -ops.sum(ops.one_hot(labels, logits.shape[^1], dtype: logits.dtype) * ops.log_softmax(logits), -1);
    /// <summary>−labels · ln σ(logits) − (1 − labels) · ln(1 − σ(logits)), without overflow.</summary>
    public Tensor sigmoid_cross_entropy_with_logits(Tensor labels, Tensor logits) => ops.maximum(logits, 0) - logits * labels + ops.log1p(ops.exp(-ops.abs(logits)));
    /// <summary>Mean and variance over some axes.</summary>
    public (Tensor mean, Tensor variance) moments(Tensor x, Axes axes, bool keepdims = false) => (ops.mean(x, axes, keepdims), ops.var(x, axes, keepdims));
    /// <summary>Scaled to a length of 1 along an axis.</summary>
    public Tensor l2_normalize(Tensor x, Axes? axis = null, double epsilon = 1e-12) => KerasApi.tf.math.l2_normalize(x, axis, epsilon);
    /// <summary>The largest along the last axis, in order (<paramref name="sorted"/> or not), and their places.</summary>
    public (Tensor values, Tensor indices) top_k(Tensor input, int k = 1, bool sorted = true) => ops.top_k(input, k);
    /// <summary>Adds a bias along the last axis.</summary>
    public Tensor bias_add(Tensor value, Tensor bias) => value + bias;
}
