using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer.Models;

/// <summary>An operator or a <c>keras.ops</c> function on symbolic tensors: a node of the model that is no layer. Numbers among the arguments are kept.</summary>
[NoFactory]
internal sealed class Operation : Layer
{
    private readonly string function;
    private readonly object[] arguments;                                        // KerasTensor where a tensor goes, or a number

    private Operation(string function, object[] arguments) : base(new LayerOptions(AutoName.Of(function))) => (this.function, this.arguments) = (function, arguments);

    /// <summary>The function's name in keras.ops.</summary>
    public string Function => function;
    /// <summary>What it was called with, in order.</summary>
    public IReadOnlyList<object> Arguments => arguments;
    internal override bool OwnsCalledLayers => false;
    internal override bool TakesList => true;

    public static KerasTensor Of(string function, params object[] arguments) =>
        new Operation(function, arguments).Apply(new KerasTensors([.. arguments.OfType<KerasTensor>()]));

    public override Tensors call(Tensors inputs, bool training)
    {
        int next = 0;
        Tensor[] x = [.. arguments.Select(a => a is KerasTensor ? inputs[next++] : (Tensor)(double)a)];
        return function switch
        {
            "add" => x[0] + x[1],
            "subtract" => x[0] - x[1],
            "multiply" => x[0] * x[1],
            "true_divide" => x[0] / x[1],
            "negative" => -x[0],
            _ => throw new NotSupportedException($"keras.ops.{function} on symbolic tensors is not supported. Put it into a Lambda layer or a layer of your own."),
        };
    }
}
