using System.Runtime.CompilerServices;

namespace KerasTransfer.Graph;

/// <summary>
/// What a managed kernel works on: the memory of a node's inputs and of its result. For element-wise operations all operands have the same number of
/// elements (broadcasting is done before); for others the shapes are those of the node.
/// </summary>
internal sealed unsafe class KernelCall(Tensor node, Engines.Managed.WorkerPool pool)
{
    private readonly nint[] pointers = new nint[node.Inputs.Count + 1];     // inputs, then the result
    private readonly int[] lengths = new int[node.Inputs.Count + 1];        // in elements

    public Tensor Node { get; } = node;
    public Engines.Managed.WorkerPool Pool { get; } = pool;
    public int InputCount => Node.Inputs.Count;

    public Shape InputShape(int i) => Node.Inputs[i].shape;
    public DType InputType(int i) => Node.Inputs[i].dtype;
    public Shape OutputShape => Node.shape;
    public DType OutputType => Node.dtype;

    /// <summary>The elements of input <paramref name="i"/>; its memory is at least as long as set by <see cref="Bind"/>.</summary>
    public ReadOnlySpan<T> Input<T>(int i) where T : unmanaged { Check<T>(InputType(i)); return new((void*)pointers[i], lengths[i]); }

    /// <summary>The elements of the result, to be written whole.</summary>
    public Span<T> Output<T>() where T : unmanaged { Check<T>(OutputType); return new((void*)pointers[^1], lengths[^1]); }

    public T* InputPointer<T>(int i) where T : unmanaged { Check<T>(InputType(i)); return (T*)pointers[i]; }
    public T* OutputPointer<T>() where T : unmanaged { Check<T>(OutputType); return (T*)pointers[^1]; }
    public ReadOnlySpan<byte> InputBytes(int i) => new((void*)pointers[i], Bytes(lengths[i], InputType(i)));
    public Span<byte> OutputBytes() => new((void*)pointers[^1], Bytes(lengths[^1], OutputType));

    /// <summary>Sets operand <paramref name="i"/> (the result is the last one) to <paramref name="length"/> elements at <paramref name="pointer"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bind(int i, nint pointer, int length) { pointers[i] = pointer; lengths[i] = length; }

    // A span is at most 2³¹ − 1 long. Kernels that work on elements have room for as many of them.
    private int Bytes(int length, DType type) => (long)length * type.Size is var bytes && bytes <= int.MaxValue ? (int)bytes
        : throw new NotSupportedException($"{Node.Op.Name}: a tensor of {length} elements of {type} is longer than 2 GiB. Split it.");

    private static void Check<T>(DType dtype) where T : unmanaged
    {
        if (sizeof(T) != dtype.Size) throw new InvalidOperationException($"A kernel asked for {typeof(T).Name} elements of a tensor of {dtype}.");
    }
}
