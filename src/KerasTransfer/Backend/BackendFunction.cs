using KerasTransfer.Engines;
using KerasTransfer.Graph;

namespace KerasTransfer.Backend;

/// <summary>What <c>K.function</c> gives: symbolic tensors computed from others, compiled once for each set of shapes.</summary>
internal sealed class BackendFunction
{
    private readonly Model model;
    private readonly int phase;                                                 // the place of K.learning_phase() among the inputs, or −1
    private readonly int count;
    private readonly Dictionary<string, IProgram> programs = [];
    private readonly Lock gate = new();

    public BackendFunction(KerasTensors inputs, KerasTensors outputs)
    {
        count = inputs.Count;
        phase = inputs.ToList().FindIndex(LearningPhase.Is);
        model = new Model(new KerasTensors([.. inputs.Where(i => !LearningPhase.Is(i))]), outputs, name: "function");
    }

    public NDArray[] Run(NDArrays values)
    {
        if (values.Count != count) throw new ValueError($"The function of keras.backend.function takes {count} input(s), but {values.Count} were given.");
        bool? training = phase < 0 ? null : values[phase].item<double>() != 0;
        NDArray[] arrays = [.. values.Where((_, i) => i != phase)];
        string key = $"{training} {string.Join(' ', arrays.Select(a => $"{a.dtype}{a.shape}"))}";
        IProgram? program;
        lock (gate)
            if (!programs.TryGetValue(key, out program))
                programs[key] = program = Function.Of(arrays.Select(a => new TensorType(a.shape, a.dtype)), x => [.. model.Invoke(new Tensors(x), training)]).Compile();
        return program.Run(arrays);
    }
}
