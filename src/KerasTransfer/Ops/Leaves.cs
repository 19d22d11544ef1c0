using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>An input of a function, by its place.</summary>
internal sealed record Placeholder(int Index, TensorType Type) : Op
{
    public override bool IsPure => false;
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => Type;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];
    public override void Run(KernelCall call) => throw new InvalidOperationException("Inputs are bound, not computed.");
}

/// <summary>A given array, whose elements nobody changes any more.</summary>
internal sealed record Constant(NDArray Value) : Op
{
    /// <summary>Where the elements are if they never move, else 0.</summary>
    public nint Address { get; private init; }

    /// <summary>A copy of an array: what the caller writes into it later does not matter.</summary>
    public static Constant Of(NDArray value)
    {
        NDArray copy = Pinned.Array(value.shape, value.dtype, out nint address);
        Pinned.Copy(value, copy);
        return new Constant(copy) { Address = address };
    }

    /// <summary>The same elements under another shape.</summary>
    public Constant Reshape(Shape shape) => new(Value.View(shape)) { Address = Address };

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Value.shape, Value.dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];
    public override void Run(KernelCall call) => Pinned.Bytes(Value).CopyTo(call.OutputBytes());
    public bool Equals(Constant? other) => other is not null && ReferenceEquals(Value.Storage, other.Value.Storage) && Value.Offset == other.Value.Offset && Value.shape == other.Value.shape && Value.dtype == other.Value.dtype;
    public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Value.Storage), Value.shape);
}

/// <summary>One number everywhere. A weak one is a number written in the program, which takes the type of what it is combined with.</summary>
internal sealed record Full(double Value, Shape Shape, DType DType, bool Weak = false) : Op
{
    public override string Name => $"Full[{Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Shape, DType);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];

    /// <summary>The same number as another type: cut off, wrapped or rounded as that type has it. A weak one keeps all its digits.</summary>
    public Full As(DType to) => this with
    {
        DType = to, Weak = false,
        Value = to.IsFloating ? (Weak || DType == DType.float64 ? Value : Whole(Value, DType)) : Whole(Value, to),
    };

    // What an element of the type holds, as a double. Floats of 32 bits are rounded when they are stored.
    private static double Whole(double value, DType type) => type.IsFloating ? (type == DType.float32 ? (float)value : value) : NDArray.ScalarOf(value).astype(type).item<double>();

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: call.Output<float>().Fill((float)Value); break;
            case DTypeCode.Float64: call.Output<double>().Fill(Value); break;
            case DTypeCode.Int8: call.Output<sbyte>().Fill((sbyte)(long)Value); break;
            case DTypeCode.Int16: call.Output<short>().Fill((short)(long)Value); break;
            case DTypeCode.Int32: call.Output<int>().Fill((int)(long)Value); break;
            case DTypeCode.Int64: call.Output<long>().Fill((long)Value); break;
            case DTypeCode.UInt32: call.Output<uint>().Fill((uint)(long)Value); break;
            case DTypeCode.UInt8: call.Output<byte>().Fill((byte)(long)Value); break;
            default: call.Output<byte>().Fill(Value != 0 ? (byte)1 : (byte)0); break;
        }
    }
}

/// <summary>What a variable holds when the step begins.</summary>
internal sealed record ReadVariable(Variable Variable) : Op
{
    public override string Name => $"Read[{Variable.path}]";
    public override bool IsPure => false;
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Variable.shape, Variable.dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];
    public override void Run(KernelCall call) => Pinned.Bytes(Variable.Value).CopyTo(call.OutputBytes());
}

/// <summary>0, 1, 2, … along one axis.</summary>
internal sealed record Iota(int Length, DType DType) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Length, DType);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Count(call.Output<float>()); break;
            case DTypeCode.Float64: Count(call.Output<double>()); break;
            case DTypeCode.Int8: Count(call.Output<sbyte>()); break;
            case DTypeCode.Int16: Count(call.Output<short>()); break;
            case DTypeCode.Int32: Count(call.Output<int>()); break;
            case DTypeCode.Int64: Count(call.Output<long>()); break;
            case DTypeCode.UInt32: Count(call.Output<uint>()); break;
            case DTypeCode.UInt8: Count(call.Output<byte>()); break;
            default: throw new NotSupportedException($"arange is not supported for {call.OutputType}. Take int32 and cast.");
        }

        static void Count<T>(Span<T> y) where T : unmanaged, System.Numerics.INumber<T> { for (int i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(i); }
    }
}
