using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace KerasTransfer.Data;

/// <summary>Fetches a file over HTTP. What has arrived is kept beside the target as <c>NAME.part</c>, and the next try goes on from there.</summary>
internal static class Download
{
    private const int Tries = 4;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);       // without a byte
    private static readonly HttpClient client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Fetches <paramref name="origin"/> into <paramref name="part"/>.</summary>
    /// <param name="origin">The address, http, https or file.</param>
    /// <param name="part">The file for what arrives. If it exists, only the rest is asked for, provided that the server's file is still the one it was begun with.</param>
    /// <param name="hashed">The caller checks the result's hash, so a beginning of unknown origin may be gone on from.</param>
    /// <returns>Whether a beginning from an earlier run was used.</returns>
    /// <exception cref="IOException">It did not work; the message has the address and the reason.</exception>
    public static bool Fetch(Uri origin, string part, bool hashed)
    {
        if (origin.IsFile) { File.Copy(origin.LocalPath, part, overwrite: true); return false; }
        if (origin.Scheme is not ("http" or "https")) throw new ValueError($"get_file: '{origin}' is no address that can be fetched. Expected http, https or file.");

        bool resumed = false;
        for (int attempt = 1; ; attempt++)
        {
            long before = Length(part);
            if (before > 0 && Tag(part, origin) is null && !hashed) { Discard(part); before = 0; }
            try
            {
                if (Once(origin, part, before) && attempt == 1 && before > 0) resumed = true;
                File.Delete(TagFile(part));
                return resumed;
            }
            catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException { InnerException: not null } or OperationCanceledException)
            {
                // A connection that was cut is taken up again; one that cannot be made is not.
                if (Length(part) > before && attempt < Tries) continue;
                string kept = Length(part) > 0 ? $" {Length(part)} bytes have arrived and are kept in '{part}'; the next call goes on from there." : "";
                string reason = e is OperationCanceledException ? $"nothing arrived for {patience.TotalSeconds} seconds" : (e.InnerException ?? e).Message;
                throw new IOException($"URL fetch failure on {origin}: None -- {reason}.{kept}", e);
            }
        }
    }

    /// <summary>Forgets what has arrived.</summary>
    public static void Discard(string part)
    {
        File.Delete(part);
        File.Delete(TagFile(part));
    }

    // One request. True if it went on from the bytes that were there.
    private static bool Once(Uri origin, string part, long have)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, origin);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            if (Tag(part, origin) is { } tag)
                request.Headers.IfRange = tag.StartsWith('"') ? new RangeConditionHeaderValue(new EntityTagHeaderValue(tag)) : new RangeConditionHeaderValue(DateTimeOffset.Parse(tag, CultureInfo.InvariantCulture));
        }
        using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            if (response.Content.Headers.ContentRange?.Length == have) return true;     // all of it is there
            Discard(part);
            return Once(origin, part, 0);
        }
        if (!response.IsSuccessStatusCode) throw new IOException($"URL fetch failure on {origin}: {(int)response.StatusCode} -- {response.ReasonPhrase}");

        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !goesOn) throw new IOException($"URL fetch failure on {origin}: 206 -- the server sent another part than the one asked for");
        long done = goesOn ? have : 0;
        long? total = done + response.Content.Headers.ContentLength;
        string? validator = response.Headers.ETag is { IsWeak: false } etag ? etag.Tag : response.Content.Headers.LastModified?.ToString("o", CultureInfo.InvariantCulture);
        if (validator is null) File.Delete(TagFile(part));
        else File.WriteAllText(TagFile(part), $"{origin}\n{validator}");

        using Stream body = response.Content.ReadAsStream();
        using FileStream file = new(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        DownloadProgress progress = new(total);
        byte[] buffer = new byte[1 << 17];
        while (true)
        {
            using CancellationTokenSource wait = new(patience);
            int read = body.ReadAsync(buffer, wait.Token).AsTask().GetAwaiter().GetResult();
            if (read == 0) break;
            file.Write(buffer, 0, read);
            progress.Show(done += read);
        }
        progress.End();
        if (total is { } expected && done < expected) throw new HttpIOException(HttpRequestError.ResponseEnded, $"the connection ended after {done} of {expected} bytes");
        return goesOn;
    }

    private static long Length(string part) => File.Exists(part) ? new FileInfo(part).Length : 0;

    private static string TagFile(string part) => part + ".tag";

    // What the server called the version of the file that the beginning is of: an entity tag or the time of its last change.
    private static string? Tag(string part, Uri origin) =>
        File.Exists(TagFile(part)) && File.ReadAllText(TagFile(part)).Split('\n') is [var from, var tag] && from == origin.ToString() ? tag : null;
}

/// <summary>How far a download is, on one line of a terminal; nothing where the output goes to a file.</summary>
internal sealed class DownloadProgress(long? total)
{
    private readonly bool terminal = !Console.IsOutputRedirected;
    private long shown = long.MinValue;

    public void Show(long done)
    {
        if (!terminal || Environment.TickCount64 - shown < 100 && done != total) return;
        shown = Environment.TickCount64;
        string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
        Console.Write(total is { } all ? $"\r{Megabytes(done)}/{Megabytes(all)} MB" : $"\r{Megabytes(done)} MB");
    }

    public void End() { if (terminal && shown != long.MinValue) Console.WriteLine(); }
}
