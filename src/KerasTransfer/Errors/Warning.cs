namespace KerasTransfer;

/// <summary>Python's <c>warnings.warn</c>: a line on the error output, the same text once.</summary>
internal static class Warning
{
    private static readonly HashSet<string> written = [];

    /// <summary>Whether anything is written; <c>tf.get_logger().setLevel("ERROR")</c> says no.</summary>
    public static bool IsOn { get; set; } = true;

    /// <summary>Writes the text unless it was written before.</summary>
    public static void Write(string text)
    {
        if (!IsOn) return;
        lock (written)
            if (!written.Add(text)) return;
        Console.Error.WriteLine($"Warning: {text}");
    }
}
