using System.Runtime.CompilerServices;
using KerasTransfer.Graph;

namespace KerasTransfer;

/// <summary>Named state that outlives a step: a weight, a moving statistic, an optimizer's moment, a metric's total.</summary>
public sealed class Variable
{
    private readonly NDArray value;
    private bool trainable_;

    /// <summary>A variable with this initial value (copied).</summary>
    public Variable(NDArray initial_value, string name = "variable", bool trainable = true, string? path = null)
        : this(initial_value, initial_value.shape, initial_value.dtype, name, trainable, path ?? name) { }

    /// <summary>A variable with this initial value (copied), or zeros.</summary>
    internal Variable(NDArray? initial_value, Shape shape, DType dtype, string name, bool trainable, string path)
    {
        value = Pinned.Array(shape, dtype, out nint address);
        Address = address;
        if (initial_value is not null) Pinned.Copy(initial_value, value);
        (this.name, this.path, trainable_, CreatedTrainable) = (name, path, trainable, trainable);
    }

    /// <summary>The last part of the path: <c>kernel</c>.</summary>
    public string name { get; }
    /// <summary>Where the variable belongs: <c>dense/kernel</c>.</summary>
    public string path { get; internal set; }
    /// <summary>The lengths of its axes.</summary>
    public Shape shape => value.shape;
    /// <summary>The type of its elements.</summary>
    public DType dtype => value.dtype;
    /// <summary>Whether optimizers change it. One that was created non-trainable stays so.</summary>
    public bool trainable { get => trainable_; set => trainable_ = value && CreatedTrainable; }

    internal bool CreatedTrainable { get; }
    internal Regularizer? Regularizer { get; init; }
    internal Constraint? Constraint { get; init; }

    /// <summary>Where the elements are; they stay there for the variable's life, aligned to 64 bytes.</summary>
    internal nint Address { get; }
    internal NDArray Value => value;

    /// <summary>How often it was given a value, by <see cref="assign(NDArray)"/> or by a program: what was computed from the variable holds good while this stays.</summary>
    internal long Changes { get; set; }

    /// <summary>A copy of the present value.</summary>
    public NDArray numpy() => value.copy();

    /// <summary>Sets the value now.</summary>
    /// <exception cref="ValueError">The shape differs from the variable's.</exception>
    public void assign(NDArray value)
    {
        if (value.shape != shape)
            throw new ValueError($"The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. variable.shape={shape}, Received: value.shape={value.shape}. Target variable: {this}");
        Pinned.Copy(value, this.value);
        GradientTape.Forget(this);
        Changes++;
    }

    /// <summary>Within a layer's or metric's computation: the variable has this value from here on, and keeps it after the step.</summary>
    /// <exception cref="ValueError">The shape differs from the variable's.</exception>
    public void assign(Tensor value)
    {
        if (value.shape != shape)
            throw new ValueError($"The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. variable.shape={shape}, Received: value.shape={value.shape}. Target variable: {this}");
        if (Trace.Current is { } trace) trace.Assign(this, value.Cast(dtype));
        else assign(value.Cast(dtype).numpy());
    }

    /// <summary>Adds to the value; see <see cref="assign(Tensor)"/>.</summary>
    public void assign_add(Tensor value) => assign((Tensor)this + value);

    /// <summary>Element-wise sum.</summary>
    public static Tensor operator +(Variable a, Variable b) => (Tensor)a + (Tensor)b;
    /// <summary>Element-wise sum.</summary>
    public static Tensor operator +(Variable a, Tensor b) => (Tensor)a + b;
    /// <summary>Element-wise sum.</summary>
    public static Tensor operator +(Tensor a, Variable b) => a + (Tensor)b;
    /// <summary>Element-wise difference.</summary>
    public static Tensor operator -(Variable a, Variable b) => (Tensor)a - (Tensor)b;
    /// <summary>Element-wise difference.</summary>
    public static Tensor operator -(Variable a, Tensor b) => (Tensor)a - b;
    /// <summary>Element-wise difference.</summary>
    public static Tensor operator -(Tensor a, Variable b) => a - (Tensor)b;
    /// <summary>Element-wise product.</summary>
    public static Tensor operator *(Variable a, Variable b) => (Tensor)a * (Tensor)b;
    /// <summary>Element-wise product.</summary>
    public static Tensor operator *(Variable a, Tensor b) => (Tensor)a * b;
    /// <summary>Element-wise product.</summary>
    public static Tensor operator *(Tensor a, Variable b) => a * (Tensor)b;
    /// <summary>Element-wise quotient.</summary>
    public static Tensor operator /(Variable a, Variable b) => (Tensor)a / (Tensor)b;
    /// <summary>Element-wise quotient.</summary>
    public static Tensor operator /(Variable a, Tensor b) => (Tensor)a / b;
    /// <summary>Element-wise quotient.</summary>
    public static Tensor operator /(Tensor a, Variable b) => a / (Tensor)b;

    /// <summary>Element-wise negation.</summary>
    public static Tensor operator -(Variable a) => -(Tensor)a;

    /// <summary>As Keras prints it, without the values.</summary>
    public override string ToString() => $"<Variable path={path}, shape={shape}, dtype={dtype}>";
}
