using KerasTransfer.Saving;

namespace KerasTransfer.Losses;

/// <summary>The loss <c>"crossentropy"</c> or <c>"ce"</c>: binary, sparse or categorical, by the shapes of targets and predictions.</summary>
[NoFactory]
internal sealed class Crossentropy(string name) : Loss(name)
{
    public override Tensor call(Tensor y_true, Tensor y_pred) => For(y_true.shape, y_pred.shape).call(y_true, y_pred);

    /// <summary>The loss for these shapes, under this one's name.</summary>
    public Loss For(Shape y_true, Shape y_pred) => Kind(y_true, y_pred) switch
    {
        TargetKind.Binary => new BinaryCrossentropy(name: name),
        TargetKind.Sparse => new SparseCategoricalCrossentropy(name: name),
        _ => new CategoricalCrossentropy(name: name),
    };

    /// <summary>What the targets are, judged by the shapes as Keras does.</summary>
    public static TargetKind Kind(Shape y_true, Shape y_pred)
    {
        int last = y_pred.Rank > 0 ? y_pred[^1] : 1;
        if (last == 1) return TargetKind.Binary;
        return y_true.Rank < y_pred.Rank || (y_true[^1] == 1 && last > 1) ? TargetKind.Sparse : TargetKind.Categorical;
    }
}

/// <summary>What targets hold: 0 or 1, a class number, or one number per class.</summary>
internal enum TargetKind { Binary, Sparse, Categorical }
