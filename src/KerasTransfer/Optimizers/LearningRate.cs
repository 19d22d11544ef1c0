using System.Globalization;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>
/// How far an optimizer's steps go: a number, or a <see cref="LearningRateSchedule"/>. Both convert to it, and it converts to <c>double</c>. That of an
/// optimizer (<see cref="Optimizer.learning_rate"/>) always gives the present value.
/// </summary>
public sealed class LearningRate : IConfigValue<LearningRate>
{
    private readonly double number;

    private LearningRate(double number, bool isInteger = false) => (this.number, IsInteger) = (number, isInteger);

    internal LearningRate(Variable variable) => Variable = variable;

    internal LearningRate(LearningRateSchedule schedule, Variable? iterations) => (this.schedule, Iterations) = (schedule, iterations);

    /// <summary>The optimizer's variable; null for a schedule, and before an optimizer has it.</summary>
    internal Variable? Variable { get; }
    internal Variable? Iterations { get; }
    /// <summary>Keras refuses whole numbers at construction: they are more often a slip than a rate.</summary>
    internal bool IsInteger { get; }

    /// <summary>The schedule; null where the rate is a number.</summary>
    public LearningRateSchedule? schedule { get; }

    /// <summary>The present value; a schedule's at its optimizer's step.</summary>
    public double value => schedule is { } s ? s.Apply(Iterations?.Value.item<long>() ?? 0) : Variable is { } v ? v.Value.item<double>() : number;

    /// <summary>The present value as an array of shape ().</summary>
    public NDArray numpy() => Variable is { } v ? v.numpy() : NDArray.ScalarOf((float)value);

    /// <summary>Sets the rate of the optimizer that this was taken from.</summary>
    /// <exception cref="InvalidOperationException">It is a schedule, or of no optimizer.</exception>
    public void assign(double value)
    {
        if (schedule is not null) throw Optimizer.NotSettable();
        if (Variable is not { } v) throw new InvalidOperationException("This learning rate belongs to no optimizer. Set optimizer.learning_rate.");
        v.assign(NDArray.ScalarOf(value));
    }

    /// <summary>A constant rate.</summary>
    public static implicit operator LearningRate(double value) => new(value);
    /// <summary>A whole number; optimizers take it when it is set, not in their constructors, as in Keras.</summary>
    public static implicit operator LearningRate(int value) => new(value, isInteger: true);
    /// <summary>A rate that changes from step to step.</summary>
    public static implicit operator LearningRate(LearningRateSchedule schedule) => new(schedule, null);
    /// <summary>The present value.</summary>
    public static implicit operator double(LearningRate rate) => rate.value;

    object? IConfigValue.ToConfig() => schedule is { } s ? ObjectConfig.Serialize(s) : value;

    static LearningRate IConfigValue<LearningRate>.FromConfig(ConfigItem item) => item.Value switch
    {
        LearningRateSchedule schedule => schedule,
        IReadOnlyDictionary<string, object?> => item.ToObject<LearningRateSchedule>(),
        _ => item.ToDouble(),
    };

    /// <summary>The present value, with float32's digits.</summary>
    public override string ToString() => ((float)value).ToString(CultureInfo.InvariantCulture);
}
