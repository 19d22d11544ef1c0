namespace KerasTransfer.Saving;

/// <summary>
/// How much memory the weights of a model may take while it is built from a file. A configuration of a few bytes can ask for any number of units; the file
/// would have to hold the weights as well, so one that asks for far more than its size is refused before anything is allocated.
/// </summary>
internal sealed class WeightBudget : IDisposable
{
    private const long Least = 16L << 20;                                       // weights may be left out of, or packed in, small files
    private const int TimesTheFile = 16;

    [ThreadStatic] private static WeightBudget? current;
    private readonly WeightBudget? outer = current;
    private readonly string path;
    private readonly long allowed;
    private long left;

    private WeightBudget(string path)
    {
        this.path = path;
        left = allowed = Least + TimesTheFile * new FileInfo(path).Length;
        current = this;
    }

    /// <summary>Until it is disposed, weights made on this thread count against the size of that file.</summary>
    public static WeightBudget Of(string path) => new(path);

    /// <summary>Takes a weight into account that is going to be made.</summary>
    /// <exception cref="ValueError">It is too large for the file that the model is built from.</exception>
    public static void Charge(Layer layer, string name, Shape shape)
    {
        if (current is not { } budget) return;
        double bytes = 8;
        foreach (int length in shape.Dims) bytes *= length;
        if (bytes > budget.left)
            throw new ValueError($"Layer '{layer.name}': the weight '{name}' of shape {shape} is far larger than the file '{budget.path}' ({new FileInfo(budget.path).Length} bytes) can hold. "
                + "The configuration in the file is damaged. If the model is meant to be that large, build it in code and use load_weights.");
        budget.left -= (long)bytes;
    }

    public void Dispose() => current = outer;
}
