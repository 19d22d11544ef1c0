namespace KerasTransfer;

public abstract partial class Optimizer
{
    private IReadOnlyDictionary<Layer, double>? layerRates;
    private Dictionary<Variable, double>? weightRates;                          // made when the first weight is asked for: layers may be built later than this is given

    /// <summary>What the learning rate is multiplied by for the weights of some layers; of layers inside each other the innermost counts.</summary>
    internal IReadOnlyDictionary<Layer, double>? LayerRates
    {
        get => layerRates;
        set => (layerRates, weightRates) = (value, null);
    }

    /// <summary>The rate of this step for one weight, of its type.</summary>
    private Tensor RateOf(Variable weight, Tensor rate)
    {
        rate = rate.Cast(weight.dtype);
        if (layerRates is null) return rate;
        if (weightRates is null)
        {
            weightRates = [];
            foreach ((Layer layer, double factor) in layerRates.OrderByDescending(l => l.Key.AllWeights.Count))
                foreach (Variable w in layer.AllWeights) weightRates[w] = factor;
        }
        return weightRates.TryGetValue(weight, out double own) && own != 1 ? rate * own : rate;
    }
}
