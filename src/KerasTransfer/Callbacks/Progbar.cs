using System.Diagnostics;
using System.Globalization;
using System.Text;
using KerasTransfer.Callbacks;

namespace KerasTransfer;

/// <summary>A progress bar, as Keras 3 draws it: steps done, bar, time, values. After keras.utils.Progbar.</summary>
public sealed class Progbar
{
    private readonly int width, verbose;
    private readonly double interval;
    private readonly string unit;
    private readonly Func<string, bool> isAveraged;
    private readonly TextWriter? writer;
    private readonly Func<double> clock;
    private readonly bool isDynamic, averages;
    private readonly double start;
    private readonly List<string> order = [];
    private readonly Dictionary<string, (double Sum, int Count)> values = [];
    private int seen, previousWidth;
    private double lastUpdate = double.NegativeInfinity;
    private double? afterFirstStep;

    /// <summary>A bar that starts now.</summary>
    /// <param name="target">How many steps there are; null where that is not known.</param>
    /// <param name="width">The bar's width in characters.</param>
    /// <param name="verbose">0 for nothing, 1 for a bar, 2 for one line at the end.</param>
    /// <param name="interval">The shortest time between two drawings, in seconds.</param>
    /// <param name="stateful_metrics">Names of values shown as they are; others are averaged over the steps.</param>
    /// <param name="stateless_metrics">Names of values averaged over the steps; others are shown as they are.</param>
    /// <param name="unit_name">What a step is called.</param>
    /// <exception cref="ValueError">Both lists of names are given.</exception>
    public Progbar(int? target, int width = 20, int verbose = 1, double interval = 0.05, IReadOnlyCollection<string>? stateful_metrics = null, IReadOnlyCollection<string>? stateless_metrics = null,
        string unit_name = "step")
        : this(target, width, verbose, interval, stateful_metrics, stateless_metrics, unit_name, null, null) { }

    internal Progbar(int? target, int width, int verbose, double interval, IReadOnlyCollection<string>? stateful_metrics, IReadOnlyCollection<string>? stateless_metrics, string unit_name, TextWriter? writer,
        Func<double>? clock)
    {
        if (stateful_metrics is not null && stateless_metrics is not null)
            throw new ValueError("Only one of `stateful_metrics` or `stateless_metrics` can be provided. `stateful_metrics` is used to make metrics stateless by default (with an exclusion list), while "
                + "`stateless_metrics` is used to make metrics stateful by default (with an exclusion list).");
        (Target, this.width, this.verbose, this.interval, unit, this.writer) = (target, width, verbose, interval, unit_name, writer);
        this.clock = clock ?? (() => Stopwatch.GetElapsedTime(0).TotalSeconds);
        isAveraged = stateless_metrics is not null ? stateless_metrics.Contains : name => stateful_metrics?.Contains(name) != true;
        averages = stateless_metrics is null || stateless_metrics.Count > 0;
        // On Windows Keras writes lines where no terminal draws them; elsewhere it does not ask.
        isDynamic = writer is not null || !OperatingSystem.IsWindows() || !Console.IsOutputRedirected || Environment.GetEnvironmentVariable("PYCHARM_HOSTED") is not null;
        start = this.clock();
    }

    internal int? Target { get; set; }

    /// <summary>Shows the state after <paramref name="current"/> steps.</summary>
    /// <param name="current">How many steps are done.</param>
    /// <param name="values">Names and values of the last step.</param>
    /// <param name="finalize">Whether this is the last time; null for when <paramref name="current"/> reaches the target.</param>
    public void update(int current, IEnumerable<(string name, double value)>? values = null, bool? finalize = null)
    {
        bool isLast = finalize ?? (Target is { } target && current >= target);
        double now = clock(), duration = StepDuration(current, now);
        bool isDrawn = verbose == 1 ? isLast || now - lastUpdate >= interval : verbose == 2 && isLast && Target > 0;
        // Values that are shown as they are need not be read before they are shown: to compute them may take time.
        if (isDrawn || averages)
            foreach ((string name, double value) in values ?? []) Take(name, value, current, isLast);
        seen = current;
        if (isDrawn) Write(verbose == 1 ? Bar(current, isLast, now, duration) : Line(current, now, duration));
        if (isDrawn || verbose != 1) lastUpdate = now;
    }

    /// <summary>Shows the state after <paramref name="n"/> more steps.</summary>
    /// <param name="n">How many more steps are done.</param>
    /// <param name="values">Names and values of the last step.</param>
    public void add(int n, IEnumerable<(string name, double value)>? values = null) => update(seen + n, values);

    private void Take(string name, double value, int current, bool isLast)
    {
        if (!values.TryGetValue(name, out (double Sum, int Count) so_far)) order.Add(name);
        int steps = Math.Max(current - seen, 1);
        values[name] = isLast || !isAveraged(name) ? (value, 1) : (so_far.Sum + value * steps, so_far.Count + steps);
    }

    private string Bar(int current, bool isLast, double now, double duration)
    {
        StringBuilder text = new();
        int hidden = 0;                                                         // characters that take no place
        void Bold(string s) { text.Append("\e[1m").Append(s).Append("\e[0m"); hidden += 8; }
        void Coloured(int colour, int length) { text.Append(CultureInfo.InvariantCulture, $"\e[{colour}m").Append('━', length).Append("\e[0m"); hidden += 9; }

        if (Target is { } target and > 0)
        {
            Bold(Count(current, target));
            text.Append(' ');
            int done = Math.Clamp((int)(width * ((double)current / target)), 0, width);
            if (done > 0) Coloured(32, done);
            Coloured(37, width - done);
            text.Append(' ');
            Bold(isLast ? Seconds(now - start) : Eta(duration * (target - current)));
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{current,7}/Unknown ");
            Bold(Seconds(now - start));
        }
        text.Append(PerUnit(duration));
        foreach (string name in order) text.Append(" - ").Append(name).Append(": ").Append(Value(name, small: v => Math.Abs(v)));

        int shown = text.Length - hidden;
        if (previousWidth > shown) text.Append(' ', previousWidth - shown);
        if (isLast) text.Append('\n');
        string before = isDynamic ? new string('\b', previousWidth) + "\r" : "\n";
        previousWidth = shown;
        return before + text;
    }

    private string Line(int current, double now, double duration)
    {
        StringBuilder text = new($"{Count(current, Target!.Value)} - {Seconds(now - start)} -{PerUnit(duration)}");
        foreach (string name in order) text.Append(" - ").Append(name).Append(": ").Append(Value(name, small: v => v));     // Keras: negative ones count as small
        return text.Append('\n').ToString();
    }

    private string Value(string name, Func<double, double> small)
    {
        (double sum, int count) = values[name];
        double value = sum / Math.Max(1, count);
        return small(value) > 1e-3 ? PythonFormat.Fixed(value, 4) : PythonFormat.Scientific(value, 4);
    }

    private static string Count(int current, int target) =>
        $"{current.ToString(CultureInfo.InvariantCulture).PadLeft(target.ToString(CultureInfo.InvariantCulture).Length)}/{target.ToString(CultureInfo.InvariantCulture)}";

    private static string Seconds(double time) => PythonFormat.Fixed(time, 0) + "s";

    private static string Eta(double time)
    {
        long s = (long)time;
        return time > 3600 ? FormattableString.Invariant($"{s / 3600}:{s % 3600 / 60:00}:{s % 60:00}") : time > 60 ? FormattableString.Invariant($"{s / 60}:{s % 60:00}") : FormattableString.Invariant($"{s}s");
    }

    private string PerUnit(double time) => time >= 1 || time == 0 ? $" {PythonFormat.Fixed(time, 0)}s/{unit}"
        : time >= 1e-3 ? $" {PythonFormat.Fixed(time * 1000.0, 0)}ms/{unit}" : $" {PythonFormat.Fixed(time * 1000000.0, 0)}us/{unit}";

    /// <summary>The mean time of a step, without the first one, which has more to do.</summary>
    private double StepDuration(int current, double now)
    {
        if (current == 0) return 0;
        double duration = afterFirstStep is { } first && current > 1 ? (now - first) / (current - 1) : (now - start) / current;
        if (current == 1) afterFirstStep = now;
        return duration;
    }

    private void Write(string text)
    {
        TextWriter to = writer ?? Console.Out;
        // As Keras does where the console cannot show the character.
        if (writer is null && Console.OutputEncoding is not (UTF8Encoding or UnicodeEncoding or UTF32Encoding)) text = text.Replace('━', '=');
        to.Write(text);
        to.Flush();
    }
}
