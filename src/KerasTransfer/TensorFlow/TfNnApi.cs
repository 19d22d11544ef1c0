namespace KerasTransfer;

/// <summary><c>tf.nn</c>.</summary>
[AtOnce]
public sealed partial class TfNnApi
{
    internal TfNnApi() { }

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
    /// <summary>The largest along the last axis, in order, and their places.</summary>
    public (Tensor values, Tensor indices) top_k(Tensor input, int k = 1) => ops.top_k(input, k);
    /// <summary>Adds a bias along the last axis.</summary>
    public Tensor bias_add(Tensor value, Tensor bias) => value + bias;
}
