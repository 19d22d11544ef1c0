using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer.Models;

/// <summary>An operator or a <c>keras.ops</c> function on symbolic tensors: a node of the model that is no layer. What else it was called with is kept.</summary>
[NoFactory]
internal sealed class Operation : Layer
{
    [ThreadStatic] private static string? nextName;
    private readonly KerasTensor[] symbols;                                     // among the arguments, in order
    private readonly Func<Values, IReadOnlyList<Tensor>> compute;

    private Operation(string function, (string, object?)[] arguments, Func<Values, IReadOnlyList<Tensor>> compute)
        : base(new LayerOptions(nextName ?? AutoName.Of(function), Autocast: false)) =>
        (Function, Arguments, this.compute, symbols) = (function, arguments, compute, [.. arguments.SelectMany(a => Symbols(a.Item2))]);

    /// <summary>The function's name in keras.ops; that in TensorFlow for one that Keras has not.</summary>
    public string Function { get; }
    /// <summary>What it was called with: SymbolicArgument and SymbolicArguments where tensors go.</summary>
    public IReadOnlyList<(string Name, object? Value)> Arguments { get; }
    internal override bool OwnsCalledLayers => false;
    internal override bool TakesList => true;

    /// <summary>What the symbolic tensors are in a trace.</summary>
    internal sealed class Values(KerasTensor[] symbols, Tensors tensors)
    {
        public Tensor this[KerasTensor symbol] => tensors[Array.IndexOf(symbols, symbol)];
    }

    /// <summary>A function of one result.</summary>
    /// <param name="api">The class it is a method of.</param>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">Its arguments in order.</param>
    /// <param name="compute">The function on tensors.</param>
    public static KerasTensor Call(string api, string function, (string, object?)[] arguments, Func<Values, Tensor> compute) => Several(api, function, arguments, v => [compute(v)])[0];

    /// <summary>A function of several results.</summary>
    public static KerasTensor[] Several(string api, string function, (string, object?)[] arguments, Func<Values, IReadOnlyList<Tensor>> compute)
    {
        function = api == nameof(OpsApi) ? SymbolicFunctions.KerasName(function) : SymbolicFunctions.KerasNameElsewhere(function);
        Operation operation = new(function, [.. arguments.Select(a => (SymbolicFunctions.KerasKey(function, a.Item1), a.Item2))], compute);
        if (operation.symbols.Length == 0) throw new ValueError($"{function}: none of the arguments is a symbolic tensor. Compute it with arrays or tensors.");
        return operation.ApplyOutputs(new KerasTensors(operation.symbols));
    }

    /// <summary>A function of two results.</summary>
    public static (KerasTensor, KerasTensor) Pair(string api, string function, (string, object?)[] arguments, Func<Values, (Tensor, Tensor)> compute) =>
        Several(api, function, arguments, v => compute(v) is var (a, b) ? [a, b] : []) is [var first, var second] ? (first, second) : default;

    /// <summary>What a call makes under a name of its own, as files have it.</summary>
    public static KerasTensor[] Named(string name, Func<KerasTensor[]> call)
    {
        nextName = name;
        try { return call(); }
        finally { nextName = null; }
    }

    private static IEnumerable<KerasTensor> Symbols(object? argument) => argument switch
    {
        SymbolicArgument { Value: KerasTensor symbol } => [symbol],
        SymbolicArguments several => several.Select(s => s.Value).OfType<KerasTensor>(),
        _ => [],
    };

    /// <summary>The place of an argument among those that are tensors.</summary>
    public int TensorPlace(KerasTensor argument) => Array.IndexOf(symbols, argument);

    public override Tensors call(Tensors inputs, bool training) => new(compute(new Values(symbols, inputs)));
}
