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

/// <summary>A given array.</summary>
internal sealed record Constant(NDArray Value) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Value.shape, Value.dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];
    public override void Run(KernelCall call) => Pinned.Bytes(Value).CopyTo(call.OutputBytes());
    public bool Equals(Constant? other) => other is not null && ReferenceEquals(Value, other.Value);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Value);
}

/// <summary>One number everywhere. A weak one is a number written in the program, which takes the type of what it is combined with.</summary>
internal sealed record Full(double Value, Shape Shape, DType DType, bool Weak = false) : Op
{
    public override string Name => $"Full[{Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Shape, DType);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [];

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.name)
        {
            case "float32": call.Output<float>().Fill((float)Value); break;
            case "float64": call.Output<double>().Fill(Value); break;
            case "int8": call.Output<sbyte>().Fill((sbyte)Value); break;
            case "int16": call.Output<short>().Fill((short)Value); break;
            case "int32": call.Output<int>().Fill((int)Value); break;
            case "int64": call.Output<long>().Fill((long)Value); break;
            case "uint32": call.Output<uint>().Fill((uint)Value); break;
            case "uint8": call.Output<byte>().Fill((byte)Value); break;
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
        switch (call.OutputType.name)
        {
            case "float32": { Span<float> y = call.Output<float>(); for (int i = 0; i < y.Length; i++) y[i] = i; break; }
            case "int32": { Span<int> y = call.Output<int>(); for (int i = 0; i < y.Length; i++) y[i] = i; break; }
            case "int64": { Span<long> y = call.Output<long>(); for (int i = 0; i < y.Length; i++) y[i] = i; break; }
            default: throw new NotSupportedException($"arange is not supported for {call.OutputType}. Take int32, int64 or float32 and cast.");
        }
    }
}
