using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary>
/// A value in a traced computation: what layers, losses and metrics are written with. Arithmetic and comparisons are element-wise with broadcasting.
/// Numbers and arrays convert to tensors; <see cref="numpy"/> computes a tensor that depends on no input at once.
/// </summary>
public sealed partial class Tensor
{
    internal Tensor(Op op, IReadOnlyList<Tensor> inputs)
    {
        Op = op;
        Inputs = inputs;
        (shape, dtype) = op.Infer(inputs);
    }

    internal Op Op { get; }
    internal IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>The lengths of the axes, all of them known.</summary>
    public Shape shape { get; }
    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }
    /// <summary>The number of axes.</summary>
    public int ndim => shape.Rank;

    /// <summary>A Python number: takes the type of the tensor it is combined with.</summary>
    internal bool IsWeak => Op is Full { Weak: true };

    /// <summary>The value as an array, computed now.</summary>
    /// <exception cref="ValueError">The tensor depends on an input that has no value yet.</exception>
    public NDArray numpy()
    {
        NDArray value = Function.Evaluate(this);
        return GradientTape.Recording?.Keep(this, value) ?? value;
    }

    /// <summary>A floating-point number.</summary>
    public static implicit operator Tensor(double value) => new Full(value, Shape.Scalar, DType.float32, Weak: true).On();
    /// <summary>A whole number.</summary>
    public static implicit operator Tensor(int value) => new Full(value, Shape.Scalar, DType.int32, Weak: true).On();
    /// <summary>An array as a constant (copied).</summary>
    public static implicit operator Tensor(NDArray value) => GradientTape.NodeOf(value) ?? Constant.Of(value).On();
    /// <summary>The value of a variable at this place of the computation.</summary>
    public static implicit operator Tensor(Variable variable) => Trace.ValueOf(variable);

    /// <summary>Element-wise sum.</summary>
    public static Tensor operator +(Tensor a, Tensor b) => BinaryOp.Apply(new Add(), a, b);
    /// <summary>Element-wise difference.</summary>
    public static Tensor operator -(Tensor a, Tensor b) => BinaryOp.Apply(new Subtract(), a, b);
    /// <summary>Element-wise product.</summary>
    public static Tensor operator *(Tensor a, Tensor b) => BinaryOp.Apply(new Multiply(), a, b);
    /// <summary>Element-wise quotient; of integers, a float32.</summary>
    public static Tensor operator /(Tensor a, Tensor b) => BinaryOp.Apply(new Divide(), a, b);
    /// <summary>Element-wise remainder with the sign of the divisor, as in Python.</summary>
    public static Tensor operator %(Tensor a, Tensor b) => BinaryOp.Apply(new Mod(), a, b);
    /// <summary>Element-wise negation.</summary>
    public static Tensor operator -(Tensor a) => new Negative().On(a);
    /// <summary>Where <paramref name="a"/> is greater.</summary>
    public static Tensor operator >(Tensor a, Tensor b) => BinaryOp.Apply(new Greater(), a, b);
    /// <summary>Where <paramref name="a"/> is smaller.</summary>
    public static Tensor operator <(Tensor a, Tensor b) => BinaryOp.Apply(new Less(), a, b);
    /// <summary>Where <paramref name="a"/> is greater or equal.</summary>
    public static Tensor operator >=(Tensor a, Tensor b) => BinaryOp.Apply(new GreaterEqual(), a, b);
    /// <summary>Where <paramref name="a"/> is smaller or equal.</summary>
    public static Tensor operator <=(Tensor a, Tensor b) => BinaryOp.Apply(new LessEqual(), a, b);
    /// <summary>Element-wise and.</summary>
    public static Tensor operator &(Tensor a, Tensor b) => BinaryOp.Apply(new LogicalAnd(), a, b);
    /// <summary>Element-wise or.</summary>
    public static Tensor operator |(Tensor a, Tensor b) => BinaryOp.Apply(new LogicalOr(), a, b);
    /// <summary>Element-wise not.</summary>
    public static Tensor operator !(Tensor a) => new LogicalNot().On(a);

    /// <summary>The element type and shape, and the values where they can be computed at once.</summary>
    public override string ToString() => Function.DependsOnInput(this)
        ? $"<Tensor: shape={shape}, dtype={dtype}>"
        : $"<Tensor: shape={shape}, dtype={dtype}, numpy={numpy()}>";
}
