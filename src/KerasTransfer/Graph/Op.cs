namespace KerasTransfer.Graph;

/// <summary>The shape and the type of a tensor's value.</summary>
internal readonly record struct TensorType(Shape Shape, DType DType);

/// <summary>
/// One primitive operation with its attributes. Equal records are equal operations, so a repeated node is found by a dictionary look-up.
/// An operation says its shape rule, its gradient rule and its managed kernel; it is one file in <c>Ops</c>.
/// </summary>
internal abstract record Op
{
    /// <summary>The name used in printed graphs.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The type of the result; throws <see cref="ValueError"/> where the inputs do not fit.</summary>
    public abstract TensorType Infer(IReadOnlyList<Tensor> inputs);

    /// <summary>The gradients of the inputs, null where there is none, given the gradient <paramref name="dy"/> of the result <paramref name="y"/>.</summary>
    public virtual Tensor?[] Gradient(Tensor y, Tensor dy) =>
        throw new NotSupportedException($"{Name} has no gradient. Take it out of the loss, or stop the gradient before it with keras.ops.stop_gradient.");

    /// <summary>Computes the result on the managed engine.</summary>
    public abstract void Run(KernelCall call);

    /// <summary>False for what gives another value at each call or only in its place: inputs, variables.</summary>
    public virtual bool IsPure => true;

    /// <summary>True where the result has the bytes of the only input, so that no kernel runs (a reshape).</summary>
    public virtual bool IsAlias => false;

    /// <summary>
    /// Whether the result falls along its first axis into equal parts, one per sample, each made of the same part of the inputs that do so too and of the whole of the
    /// others. Told only where it is certain: the frozen part of a model is found by it (<see cref="Rewrites.FrozenParts"/>).
    /// </summary>
    /// <param name="y">The node; its first axis and those of the inputs with samples have a multiple of the number of samples.</param>
    /// <param name="sampled">Which inputs have samples; at least one.</param>
    public virtual bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => false;

    /// <summary>Multiplications with an addition that the result takes, where they are what its time goes to: matrix products, convolutions. 0 for all else.</summary>
    public virtual long Work(Tensor y) => 0;

    /// <summary>The node of this operation on some inputs.</summary>
    public Tensor On(params Tensor[] inputs) => new(this, inputs);
}
