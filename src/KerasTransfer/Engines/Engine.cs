using KerasTransfer.Graph;

namespace KerasTransfer.Engines;

/// <summary>Runs functions.</summary>
internal abstract class Engine
{
    private static Engine? current;

    /// <summary>The engine of this process: the one that the variable <c>KERAS_BACKEND</c> names, <c>auto</c> unless it is set.</summary>
    public static Engine Current
    {
        get => current ??= EngineChoice.FromEnvironment();
        set => current = value;
    }

    public abstract string Name { get; }
    public abstract IProgram Compile(Function function);
}

/// <summary>A compiled function. It may be called from several threads at once. A call that changes variables counts it (<see cref="Variable.Changes"/>).</summary>
internal interface IProgram
{
    /// <summary>Computes the outputs into new arrays and applies the updates.</summary>
    NDArray[] Run(IReadOnlyList<NDArray> inputs);

    /// <summary>Computes the outputs into arrays that the caller keeps: nothing is allocated.</summary>
    void Run(IReadOnlyList<NDArray> inputs, IReadOnlyList<NDArray> outputs);
}
