namespace KerasTransfer;

/// <summary><c>tf.linalg</c>.</summary>
[AtOnce]
public sealed partial class TfLinalgApi
{
    internal TfLinalgApi() { }

    /// <summary>The matrix product over the last two axes.</summary>
    public Tensor matmul(Tensor a, Tensor b, bool transpose_a = false, bool transpose_b = false) => KerasApi.tf.matmul(a, b, transpose_a, transpose_b);
    /// <summary>The Euclidean norm over some axes, all of them unless told otherwise.</summary>
    public Tensor norm(Tensor tensor, Axes? axis = null, bool keepdims = false) => ops.sqrt(ops.sum(ops.square(tensor), axis, keepdims));
}
