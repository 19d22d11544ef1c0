namespace KerasTransfer.RandomNumbers;

/// <summary>
/// The random ops of a function that TensorFlow traces once and then calls again and again, as <c>Dataset.map</c> does: ops without a seed of their own are numbered from 0, and each op goes on
/// from call to call where it ended. Here ops are told apart by their place in the call, so each call should draw in the same order.
/// </summary>
/// <param name="globalSeed">The global seed when the function was given; null: none was set.</param>
internal sealed class TfFunctionSeeds(long? globalSeed)
{
    [ThreadStatic] private static Call? current;

    private readonly long? globalSeed = globalSeed;
    private readonly Lock gate = new();
    private readonly List<(PhiloxStream Stream, ulong Position)> ops = [];

    /// <summary>The call that runs on this thread; null: none.</summary>
    public static Call? Current => current;

    /// <summary>Calls the function.</summary>
    public TResult Run<T, TResult>(Func<T, TResult> function, T argument)
    {
        Call? before = current;
        current = new(this);
        try { return function(argument); }
        finally { current = before; }
    }

    /// <summary>One call of the function.</summary>
    public sealed class Call(TfFunctionSeeds function)
    {
        private int op, unseeded;

        /// <summary>The words for the next op of the call.</summary>
        public PhiloxStream Reserve(ulong blocks, long? opSeed)
        {
            lock (function.gate)
            {
                if (op == function.ops.Count)
                {
                    (long seed, long seed2) = TfSeeds.Pair(function.globalSeed, function.globalSeed is null ? opSeed : opSeed ?? unseeded);
                    function.ops.Add((PhiloxStream.Stateful(seed, seed2), 0));
                }
                if (opSeed is null) unseeded++;
                (PhiloxStream stream, ulong position) = function.ops[op];
                function.ops[op++] = (stream, position + blocks);
                return stream.At(position);
            }
        }
    }
}
