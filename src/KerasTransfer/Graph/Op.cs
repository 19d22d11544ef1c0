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

    /// <summary>The node of this operation on some inputs.</summary>
    public Tensor On(params Tensor[] inputs) => new(this, inputs);
}
