namespace KerasTransfer;

/// <summary>Other names under which Keras offers a class or function: each gets a factory and is accepted in saved files.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class KerasNameAttribute(params string[] aliases) : Attribute
{
    public string[] Aliases { get; } = aliases;
}

/// <summary>
/// A class whose factory, get_config and from_config are written by hand. It is in the table of classes only if it declares
/// <c>static TSelf FromConfig(ConfigReader reader)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class NoFactoryAttribute : Attribute
{
    /// <summary>The module that saved files name for the class where it is not the family's: <c>keras</c> for Sequential.</summary>
    public string? Module { get; init; }
}

/// <summary>An argument's spelling in Keras 1 or 2, accepted with an <see cref="ObsoleteAttribute"/> warning and in saved files. Holds for derived classes too.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class OldNameAttribute(string oldName, string newName) : Attribute
{
    public string OldName { get; } = oldName;
    public string NewName { get; } = newName;
}

/// <summary>
/// A type holding the keywords that every class of a family takes. Where it is the type of a constructor's last parameter, the parameters of its static
/// method <c>From</c> are offered one by one instead.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadOptionsAttribute : Attribute;

/// <summary>On a parameter of <c>From</c>: only old scripts and files have it, so it is offered with an <see cref="ObsoleteAttribute"/> warning.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OldArgumentAttribute : Attribute;

/// <summary>
/// On a constructor's parameter or its property: get_config leaves it out (a file that has it is still understood if its type can be read).
/// On a parameter of <c>From</c>: it is not read from files.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class NotSavedAttribute : Attribute;

/// <summary>A static method <c>Tensor name(Tensor x, ...)</c> that is an activation: <c>keras.activations.name</c>, and known by its name to layers and files.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KerasActivationAttribute : Attribute;
