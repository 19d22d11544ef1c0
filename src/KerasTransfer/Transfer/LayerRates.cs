using KerasTransfer.Models;

namespace KerasTransfer;

public sealed partial class TransferApi
{
    /// <summary>
    /// Gives layers learning rates of their own: the optimizer's rate, whatever it is at a step, times a factor. <c>optimizer: keras.transfer.layer_rates("adam", new() { [base_model] = 0.1 })</c>.
    /// </summary>
    /// <param name="optimizer">The optimizer. It is changed and given back.</param>
    /// <param name="multipliers">What the rate is multiplied by for the weights of a layer; of layers inside each other the innermost counts, for others it is 1.</param>
    /// <exception cref="ValueError">A factor is below 0.</exception>
    /// <remarks>Weight decay goes with the rate. Files do not hold the factors: set them again after <c>load_model</c>, then compile.</remarks>
    public Optimizer layer_rates(Optimizer optimizer, Dictionary<Layer, double> multipliers)
    {
        foreach ((Layer layer, double factor) in multipliers)
            if (!(factor >= 0)) throw new ValueError($"layer_rates: the factor of the layer '{layer.name}' must be 0 or more. Received: {Saving.ConfigJson.Number(factor)}");
        optimizer.LayerRates = new Dictionary<Layer, double>(multipliers);
        return optimizer;
    }

    /// <summary>
    /// Discriminative fine-tuning: each layer is trained with the rate of the layer after it divided by a factor, the last one with the optimizer's own. Howard and Ruder 2018,
    /// https://arxiv.org/abs/1801.06146, section 3.1.
    /// </summary>
    /// <param name="optimizer">The optimizer. It is changed and given back.</param>
    /// <param name="model">The model, built. Layers inside nested models count one by one, in order.</param>
    /// <param name="factor">What the rate is divided by from a layer to the one before.</param>
    /// <param name="groups">Into how many groups of neighbouring layers the layers with weights are put, which have one rate each; null for each its own.</param>
    /// <exception cref="ValueError">The factor is not above 0, the model has no weights, or there are more groups than layers.</exception>
    public Optimizer discriminative_rates(Optimizer optimizer, Model model, double factor = 2.6, int? groups = null)
    {
        if (!(factor > 0)) throw new ValueError($"discriminative_rates: factor must be above 0. Received: {Saving.ConfigJson.Number(factor)}");
        Layer[] layers = [.. Leaves(model).Where(l => l.AllWeights.Count > 0)];
        if (layers.Length == 0) throw new ValueError($"discriminative_rates: the model '{model.name}' has no weights. Build it first: give it an input shape, or call it once.");
        int count = groups ?? layers.Length;
        if (count < 1 || count > layers.Length) throw new ValueError($"discriminative_rates: {layers.Length} layers with weights cannot make {count} groups.");
        // Layer i of n is in group ⌊i · count / n⌋: groups differ by one layer at most.
        return layer_rates(optimizer, layers.Index().ToDictionary(l => l.Item, l => Math.Pow(factor, (int)((long)l.Index * count / layers.Length) - (count - 1))));
    }

    private static IEnumerable<Layer> Leaves(Layer layer) => layer is Model model ? model.layers.SelectMany(Leaves).Distinct() : [layer];
}
