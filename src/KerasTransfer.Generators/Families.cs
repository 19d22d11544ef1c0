using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace KerasTransfer.Generators;

/// <summary>One kind of classes: their base class, the module saved files name, the type behind <c>keras.layers</c> and the like.</summary>
/// <param name="Base">The base class's name in the namespace KerasTransfer.</param>
/// <param name="Module">Keras 3's module.</param>
/// <param name="Api">The generated type that has the factories.</param>
/// <param name="Saved">Files hold such objects (callbacks they do not).</param>
/// <param name="SnakeFactories">There is also a factory by the snake name: <c>he_normal()</c>.</param>
/// <param name="SnakeNames">Strings may give the snake name: <c>"he_normal"</c>.</param>
internal sealed record Family(string Base, string Module, string Api, bool Saved = true, bool SnakeFactories = false, bool SnakeNames = false)
{
    public string BaseType => "KerasTransfer." + Base;
}

internal static class Families
{
    public static readonly Family[] All =
    [
        new("Layer", "keras.layers", "LayersApi"),
        new("Loss", "keras.losses", "LossesApi", SnakeNames: true),
        new("Metric", "keras.metrics", "MetricsApi", SnakeNames: true),
        new("Optimizer", "keras.optimizers", "OptimizersApi"),
        new("LearningRateSchedule", "keras.optimizers.schedules", "SchedulesApi"),
        new("Initializer", "keras.initializers", "InitializersApi", SnakeFactories: true, SnakeNames: true),
        new("Regularizer", "keras.regularizers", "RegularizersApi", SnakeFactories: true, SnakeNames: true),
        new("Constraint", "keras.constraints", "ConstraintsApi", SnakeFactories: true, SnakeNames: true),
        new("Callback", "keras.callbacks", "CallbacksApi", Saved: false),
    ];

    /// <summary>The family a type belongs to by its chain of base classes; null if to none.</summary>
    public static Family? Of(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.ContainingNamespace is { Name: "KerasTransfer", ContainingNamespace.IsGlobalNamespace: true } && type.ContainingType is null
                && All.FirstOrDefault(f => f.Base == type.Name) is { } family) return family;
        return null;
    }

    /// <summary>Keras's snake case: <c>LeakyReLU</c> is <c>leaky_re_lu</c>, <c>Conv2D</c> is <c>conv2d</c>.</summary>
    public static string Snake(string name)
    {
        name = Regex.Replace(name, @"\W+", "");
        name = Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2");
        return Regex.Replace(name, "([a-z])([A-Z])", "$1_$2").ToLowerInvariant();
    }
}
