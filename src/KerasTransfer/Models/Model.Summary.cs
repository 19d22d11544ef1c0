using KerasTransfer.Models;

namespace KerasTransfer;

public partial class Model
{
    /// <summary>
    /// Prints the layers with their output shapes and numbers of weights, then the totals, as Keras 3 prints them. Weights of the optimizer count from the first training
    /// step on.
    /// </summary>
    /// <param name="line_length">The length of the table's lines in characters; null: what fits the terminal (76 without one).</param>
    /// <param name="positions">Where each column ends, as a fraction of the line; null: [.45, .8, 1], or [.3, .56, .74, 1] with the column of connections.</param>
    /// <param name="print_fn">Gets the whole text at once, in place of the console.</param>
    /// <param name="expand_nested">Also lists the layers of models inside the model.</param>
    /// <param name="show_trainable">Adds a column that says whether a layer is trained: Y or N, - without weights.</param>
    /// <param name="layer_range">Regular expressions for the names of the first and the last layer to list; the totals remain those of the whole model.</param>
    /// <exception cref="ValueError">The line is too short for the columns, or no layer has such a name.</exception>
    public void summary(int? line_length = null, double[]? positions = null, Action<string>? print_fn = null, bool expand_nested = false, bool show_trainable = false,
        (string, string)? layer_range = null)
    {
        string text = new Summary(this, line_length, positions, expand_nested, show_trainable, layer_range, ConsoleWidth()).ToString();
        (print_fn ?? Console.Write)(text);
    }

    /// <summary>The variables of the compiled optimizer once it is built; null before.</summary>
    internal IReadOnlyList<Variable>? OptimizerVariables => compilation?.Optimizer is { built: true } optimizer ? optimizer.variables : null;

    private static int ConsoleWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int columns) && columns > 0) return columns;
        try { return !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : 80; }
        catch (IOException) { return 80; }
    }
}
