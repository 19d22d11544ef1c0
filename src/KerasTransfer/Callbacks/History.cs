using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KerasTransfer;

/// <summary>What was reported after each epoch: <c>history.history["loss"]</c>. <c>fit</c> returns it. After keras.callbacks.History.</summary>
public sealed class History : Callback
{
    private readonly Entries entries = new();
    private readonly List<int> epochs = [];

    /// <summary>One value per epoch under each name: <c>accuracy</c>, <c>loss</c>, <c>val_accuracy</c>, <c>val_loss</c>, …</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> history => entries;
    /// <summary>The numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> epoch => epochs;

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs) => epochs.Clear();

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        epochs.Add(epoch);
        foreach ((string name, double value) in logs) entries.Add(name, value);
    }

    /// <summary>The lists by name, in the order in which they came up; a name that is not there is answered with those that are.</summary>
    private sealed class Entries : IReadOnlyDictionary<string, IReadOnlyList<double>>
    {
        private readonly List<string> names = [];
        private readonly Dictionary<string, IReadOnlyList<double>> lists = [];

        public void Add(string name, double value)
        {
            if (!lists.TryGetValue(name, out IReadOnlyList<double>? list))
            {
                names.Add(name);
                lists[name] = list = new List<double>();
            }
            ((List<double>)list).Add(value);
        }

        public IReadOnlyList<double> this[string key] => lists.TryGetValue(key, out IReadOnlyList<double>? list) ? list
            : throw new KeyNotFoundException($"The history has no '{key}'. It has: {string.Join(", ", names.Select(n => $"'{n}'"))}.");
        public IEnumerable<string> Keys => names;
        public IEnumerable<IReadOnlyList<double>> Values => names.Select(n => lists[n]);
        public int Count => names.Count;
        public bool ContainsKey(string key) => lists.ContainsKey(key);
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out IReadOnlyList<double> value) => lists.TryGetValue(key, out value);
        public IEnumerator<KeyValuePair<string, IReadOnlyList<double>>> GetEnumerator() => names.Select(n => KeyValuePair.Create(n, lists[n])).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
