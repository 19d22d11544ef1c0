using System.Globalization;
using System.Text;

namespace KerasTransfer.Callbacks;

/// <summary>Writes the logs of each epoch as a line of a CSV file. After keras.callbacks.CSVLogger.</summary>
/// <param name="filename">The file.</param>
/// <param name="separator">What stands between the values.</param>
/// <param name="append">Whether lines are added to a file that is there; else it is replaced.</param>
public sealed class CSVLogger(string filename, string separator = ",", bool append = false) : Callback
{
    private readonly char separator = separator is [var c] ? c : throw new ValueError($"CSVLogger: the separator must be a 1-character string, received '{separator}'.");
    private StreamWriter? file;
    private string[]? keys;
    private bool writesHeader = true;

    /// <inheritdoc/>
    public override void on_train_begin(IReadOnlyDictionary<string, double> logs)
    {
        file?.Dispose();
        if (append && File.Exists(filename)) writesHeader = new FileInfo(filename).Length == 0;
        file = new StreamWriter(new FileStream(filename, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read), new UTF8Encoding(false));
        keys = null;
    }

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        if (file is null) throw new InvalidOperationException("CSVLogger writes only while a model is trained.");
        if (keys is null)
        {
            keys = [.. logs.Keys.Order(StringComparer.Ordinal)];
            if (!keys.Any(k => k.StartsWith("val_", StringComparison.Ordinal))) keys = [.. keys, .. keys.Select(k => "val_" + k)];
            if (writesHeader) Write(["epoch", .. keys]);
        }
        Write([epoch.ToString(CultureInfo.InvariantCulture), .. keys.Select(k => logs.TryGetValue(k, out double value) ? PythonText.Repr(value) : "NA")]);
        file.Flush();
    }

    /// <inheritdoc/>
    public override void on_train_end(IReadOnlyDictionary<string, double> logs)
    {
        file?.Dispose();
        file = null;
    }

    private void Write(string[] fields) => file!.Write(string.Join(separator, fields.Select(Quoted)) + "\r\n");

    private string Quoted(string field) => field.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
}
