using KerasTransfer.Engines;

namespace KerasTransfer.Models;

/// <summary>What training, evaluation and prediction go through: batches of inputs, targets and weights, one pass after the other.</summary>
internal abstract class Batches : IDisposable
{
    /// <summary>How many arrays of a batch are inputs.</summary>
    public abstract int X { get; }
    /// <summary>How many are targets.</summary>
    public abstract int Y { get; }
    /// <summary>A 1 for each output that has sample weights, a 0 for one that has none.</summary>
    public abstract string WeightPattern { get; }
    /// <summary>The shapes of the inputs, the number of samples in a batch unknown.</summary>
    public abstract Shape[] InputShapes { get; }
    /// <summary>Batches in a pass; null where only the end will tell.</summary>
    public abstract int? Count { get; }
    /// <summary>Samples in a pass; null where only the end will tell.</summary>
    public abstract int? Samples { get; }

    /// <summary>Whether batches of one size are the same arrays each time, filled anew.</summary>
    public virtual bool KeepsArrays => Count is not null;

    /// <summary>Whether each epoch is a pass from the beginning, also where <c>steps_per_epoch</c> left some of the last one over.</summary>
    public virtual bool EachEpochAnew => false;

    /// <summary>Starts a pass.</summary>
    public abstract void Begin(Shuffle shuffle);

    /// <summary>The next batch: inputs, targets, weights (those that there are), in the types that models take; null at the end. The arrays hold good until the next call.</summary>
    public abstract NDArray[]? Next();

    /// <summary>Says that an epoch, an evaluation or a prediction is over.</summary>
    public virtual void End() { }

    /// <summary>Called where all of a known number of batches were taken: Keras then makes the next iterator, which a shuffle takes note of. Whether that began the next pass.</summary>
    public virtual bool AllTaken() => false;

    /// <summary>What an epoch begins with.</summary>
    public virtual void EpochBegins() { }

    public virtual void Dispose() { }

    /// <summary>What runs on a batch that <see cref="Next"/> gave; null for the model's whole step.</summary>
    public virtual IProgram? ProgramFor(NDArray[] batch) => null;

    /// <summary>The type that an array's batches have.</summary>
    protected static DType TypeOf(NDArray array) => array.dtype.IsFloating ? FloatX.Value : array.dtype;
}
