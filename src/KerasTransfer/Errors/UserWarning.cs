namespace KerasTransfer;

/// <summary>What goes on but may not be meant: one line on the error stream, each text once per process, as Python shows its UserWarnings.</summary>
internal static class UserWarning
{
    private static readonly HashSet<string> shown = [];
    private static readonly Lock gate = new();

    public static void Show(string message)
    {
        lock (gate)
            if (!shown.Add(message)) return;
        Console.Error.WriteLine("UserWarning: " + message);
    }

    /// <summary>Every text may show again.</summary>
    public static void Reset() { lock (gate) shown.Clear(); }
}
