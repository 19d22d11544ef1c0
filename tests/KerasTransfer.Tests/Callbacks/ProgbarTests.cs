using KerasTransfer.Callbacks;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Callbacks;

[TestClass]
public class ProgbarTests
{
    private static readonly Dictionary<string, object?> golden = CallbackGolden.Load("progress").Map();
    public static IEnumerable<object[]> Loggers => golden["logger"].Items().Select((_, i) => new object[] { i });
    public static IEnumerable<object[]> Bars => golden["bars"].Items().Select((_, i) => new object[] { i });

    private static string Visible(string text) => text.Replace("\b", "⌫").Replace("\r", "␍").Replace("\u001b", "␛");

    [TestMethod, DynamicData(nameof(Loggers))]
    public void Logger_prints_what_Keras_prints(int number)
    {
        Dictionary<string, object?> expected = golden["logger"].Items()[number].Map();
        StringWriter text = new();
        double now = 0;
        ProgbarLogger logger = new(text, () => now);
        logger.Attach(null!, new Dictionary<string, object?> { ["verbose"] = expected["verbose"] is long v ? (int)v : "auto", ["epochs"] = (int)expected["epochs"].Number(), ["steps"] = expected["steps"] is long s ? (int)s : null });
        foreach (List<object?> call in expected["calls"].Items().Select(c => c.Items()))
        {
            now = call[0].Number();
            int at = call[2] is long n ? (int)n : 0;
            Dictionary<string, double> logs = call[^1].Logs();
            switch ((string)call[1]!)
            {
                case "on_train_begin": logger.on_train_begin(logs); break;
                case "on_train_end": logger.on_train_end(logs); break;
                case "on_epoch_begin": logger.on_epoch_begin(at, logs); break;
                case "on_epoch_end": logger.on_epoch_end(at, logs); break;
                case "on_train_batch_end": logger.on_train_batch_end(at, logs); break;
                case "on_test_begin": logger.on_test_begin(logs); break;
                case "on_test_batch_end": logger.on_test_batch_end(at, logs); break;
                case "on_test_end": logger.on_test_end(logs); break;
                case "on_predict_begin": logger.on_predict_begin(logs); break;
                case "on_predict_batch_end": logger.on_predict_batch_end(at, logs); break;
                case "on_predict_end": logger.on_predict_end(logs); break;
                default: Assert.Fail((string)call[1]!); break;
            }
        }
        Assert.AreEqual(Visible((string)expected["text"]!), Visible(text.ToString()));
    }

    [TestMethod, DynamicData(nameof(Bars))]
    public void Bar_prints_what_Keras_prints(int number)
    {
        Dictionary<string, object?> expected = golden["bars"].Items()[number].Map(), a = expected["arguments"].Map();
        StringWriter text = new();
        double now = 50;
        string[]? Names(string key) => a.TryGetValue(key, out object? list) ? [.. list.Items().Select(n => (string)n!)] : null;
        Progbar bar = new(a["target"] is long t ? (int)t : null, (int)a.GetValueOrDefault("width", 20).Number(), (int)a.GetValueOrDefault("verbose", 1).Number(), a.GetValueOrDefault("interval", 0.05).Number(),
            Names("stateful_metrics"), Names("stateless_metrics"), a.GetValueOrDefault("unit_name", "step") as string ?? "", text, () => now);
        foreach (List<object?> call in expected["calls"].Items().Select(c => c.Items()))
        {
            now = call[0].Number();
            (string, double)[] values = [.. call[3].Items().Select(v => ((string)v.Items()[0]!, v.Items()[1].Number()))];
            if (call[1] is "update") bar.update((int)call[2].Number(), values);
            else bar.add((int)call[2].Number(), values);
        }
        Assert.AreEqual(Visible((string)expected["text"]!), Visible(text.ToString()));
    }

    [TestMethod]
    public void Values_are_read_only_when_drawn()
    {
        double now = 0;
        int reads = 0;
        IEnumerable<(string, double)> Values() { reads++; yield return ("loss", 1); }
        Progbar bar = new(100, 20, 1, 0.05, null, [], "step", new StringWriter(), () => now);
        for (int i = 1; i <= 100; i++, now += 0.01) bar.update(i, Values(), finalize: false);
        Assert.IsLessThanOrEqualTo(21, reads);
        Assert.IsGreaterThan(15, reads);
    }

    [TestMethod]
    public void Both_lists_are_refused() => Assert.Throws<ValueError>(() => new Progbar(1, stateful_metrics: ["a"], stateless_metrics: ["b"]));
}
