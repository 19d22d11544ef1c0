using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.optimizers</c>: what <c>compile</c> takes as <c>optimizer</c>.</summary>
    public OptimizersApi optimizers { get; } = new();
}

public sealed partial class OptimizersApi
{
    /// <summary><c>keras.optimizers.schedules</c>: learning rates that follow from the step.</summary>
    public SchedulesApi schedules { get; } = new();

    /// <summary>The optimizer of that name, in any case; an optimizer itself.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Optimizer get(Optimizer identifier) => identifier;

    /// <summary>The optimizer that a configuration describes.</summary>
    /// <param name="identifier"><c>class_name</c> and <c>config</c>, as <see cref="serialize"/> gives them.</param>
    /// <exception cref="ValueError">It describes none.</exception>
    public Optimizer get(IReadOnlyDictionary<string, object?> identifier) => deserialize(identifier);

    /// <summary>The optimizer's class and arguments.</summary>
    public Dictionary<string, object?> serialize(Optimizer optimizer) => ObjectConfig.Serialize(optimizer);

    /// <summary>The optimizer that a configuration describes.</summary>
    /// <param name="config"><c>class_name</c> and <c>config</c>, as <see cref="serialize"/> gives them.</param>
    /// <param name="custom_objects">Own classes that it may name: each makes the object from its configuration.</param>
    /// <exception cref="ValueError">It describes none.</exception>
    public Optimizer deserialize(IReadOnlyDictionary<string, object?> config, CustomObjects? custom_objects = null) =>
        ObjectConfig.Deserialize<Optimizer>(config, new ConfigContext(custom_objects));
}

public sealed partial class SchedulesApi
{
    /// <summary>The schedule's class and arguments.</summary>
    public Dictionary<string, object?> serialize(LearningRateSchedule learning_rate_schedule) => ObjectConfig.Serialize(learning_rate_schedule);

    /// <summary>The schedule that a configuration describes.</summary>
    /// <param name="config"><c>class_name</c> and <c>config</c>, as <see cref="serialize"/> gives them.</param>
    /// <param name="custom_objects">Own classes that it may name: each makes the object from its configuration.</param>
    /// <exception cref="ValueError">It describes none.</exception>
    public LearningRateSchedule deserialize(IReadOnlyDictionary<string, object?> config, CustomObjects? custom_objects = null) =>
        ObjectConfig.Deserialize<LearningRateSchedule>(config, new ConfigContext(custom_objects));
}
