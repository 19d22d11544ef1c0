using KerasTransfer.Saving;

namespace KerasTransfer.Losses;

/// <summary>A function as a loss.</summary>
[NoFactory]
internal sealed class LossFunctionWrapper(LossFunction function, string? name = null) : Loss(name ?? LossNames.NameOf(function))
{
    public override Tensor call(Tensor y_true, Tensor y_pred)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return function(y_true, y_pred);
    }

    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["fn"] = ObjectConfig.SerializeFunction(LossNames.NameOf(function));
        return config;
    }
}
