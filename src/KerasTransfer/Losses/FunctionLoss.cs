using KerasTransfer.Saving;

namespace KerasTransfer.Losses;

/// <summary>A function as a loss.</summary>
[NoFactory]
internal sealed class FunctionLoss(LossFunction function) : Loss(function.Method.Name is var n && n.Contains('<') ? "function" : n)
{
    public override Tensor call(Tensor y_true, Tensor y_pred) => function(y_true.dtype == dtype || y_true.dtype.IsInteger ? y_true : y_true.Cast(dtype), y_pred);
}
