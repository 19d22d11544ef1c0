using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer.Models;

/// <summary>An operator or a <c>keras.ops</c> function on symbolic tensors: a node of the model that is no layer. Numbers among the arguments are kept.</summary>
[NoFactory]
internal sealed class Operation : Layer
{
    private readonly string function;
    private readonly object[] arguments;                                        // KerasTensor where a tensor goes, or a number

    private static readonly string[] known = ["add", "subtract", "multiply", "true_divide", "divide", "negative"];

    private Operation(string function, object[] arguments, string? name = null) : base(new LayerOptions(name ?? AutoName.Of(function))) => (this.function, this.arguments) = (function, arguments);

    /// <summary>The function's name in keras.ops.</summary>
    public string Function => function;
    /// <summary>What it was called with, in order.</summary>
    public IReadOnlyList<object> Arguments => arguments;
    internal override bool OwnsCalledLayers => false;
    internal override bool TakesList => true;

    public static KerasTensor Of(string function, params object[] arguments) =>
        new Operation(function, arguments).Apply(new KerasTensors([.. arguments.OfType<KerasTensor>()]));

    /// <summary>Whether there is such an operation.</summary>
    public static bool IsKnown(string function) => known.Contains(function);

    /// <summary>An operation read from a file.</summary>
    public static KerasTensor Named(string name, string function, object[] arguments) =>
        new Operation(function, arguments, name).Apply(new KerasTensors([.. arguments.OfType<KerasTensor>()]));

    /// <summary>The name here of a TensorFlow function that Keras 2 keeps as a TFOpLambda layer.</summary>
    public static string FromTensorFlow(string function) => function switch
    {
        "__operators__.add" or "math.add" => "add",
        "math.subtract" => "subtract",
        "math.multiply" => "multiply",
        "math.truediv" or "math.divide" => "true_divide",
        "math.negative" => "negative",
        _ => throw new NotSupportedException($"The TensorFlow function '{function}' in a model is not supported. Build this part of the model in code and load the weights by name."),
    };

    /// <summary>The place of an argument among those that are tensors.</summary>
    public int TensorPlace(KerasTensor argument) => Array.IndexOf([.. arguments.OfType<KerasTensor>()], argument);

    public override Tensors call(Tensors inputs, bool training)
    {
        int next = 0;
        Tensor[] x = [.. arguments.Select(a => a is KerasTensor ? inputs[next++] : (Tensor)(double)a)];
        return function switch
        {
            "add" => x[0] + x[1],
            "subtract" => x[0] - x[1],
            "multiply" => x[0] * x[1],
            "true_divide" or "divide" => x[0] / x[1],
            "negative" => -x[0],
            _ => throw new NotSupportedException($"keras.ops.{function} on symbolic tensors is not supported. Put it into a Lambda layer or a layer of your own."),
        };
    }
}
