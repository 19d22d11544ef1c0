namespace KerasTransfer.Models;

/// <summary>Which layers and weights were trainable at some moment.</summary>
internal sealed class TrainableState
{
    private readonly Dictionary<Layer, bool> layers = [];
    private readonly Dictionary<Variable, bool> variables = [];

    public TrainableState(Layer root)
    {
        foreach (Layer layer in All(root)) layers[layer] = layer.trainable;
        foreach (Variable variable in root.AllWeights) variables[variable] = variable.trainable;
    }

    /// <summary>The first layer whose flag is another now, or null.</summary>
    public Layer? FirstChange => layers.FirstOrDefault(l => l.Key.trainable != l.Value).Key;

    /// <summary>Sets the flags as they were, until the result is disposed of.</summary>
    public IDisposable? Restore() => FirstChange is null ? null : new Restored(this);

    private void Apply()
    {
        foreach ((Layer layer, bool flag) in layers) layer.SetOwnTrainable(flag);
        foreach ((Variable variable, bool flag) in variables) variable.trainable = flag;
    }

    public static IEnumerable<Layer> All(Layer root) => root.Sublayers.SelectMany(All).Prepend(root).Distinct();

    private sealed class Restored : IDisposable
    {
        private readonly TrainableState now;

        public Restored(TrainableState then)
        {
            now = new TrainableState(then.layers.Keys.First());
            then.Apply();
        }

        public void Dispose() => now.Apply();
    }
}
