using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KerasTransfer.Tests.Data;

[TestClass, DoNotParallelize]
public class GetFileTests
{
    /// <summary>A server on this machine that gives one file, cuts connections as told, and notes what was asked.</summary>
    private sealed class Server : IDisposable
    {
        private readonly HttpListener listener = new();

        public Server(byte[] content)
        {
            Content = content;
            TcpListener free = new(IPAddress.Loopback, 0);
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            listener.Prefixes.Add(Url);
            listener.Start();
            _ = Task.Run(async () => { while (listener.IsListening) try { Answer(await listener.GetContextAsync()); } catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { } });
        }

        public string Url { get; }
        public byte[] Content { get; set; }
        public string ETag { get; set; } = "\"1\"";
        public List<string> Requests { get; } = [];
        /// <summary>How many bytes to send before cutting the connection, answer by answer; then all are sent.</summary>
        public Queue<int> Cuts { get; } = [];

        private void Answer(HttpListenerContext context)
        {
            string? range = context.Request.Headers["Range"];
            lock (Requests) Requests.Add($"{context.Request.Url!.AbsolutePath} {range}".Trim());
            HttpListenerResponse response = context.Response;
            if (context.Request.Url.AbsolutePath == "/missing") { response.StatusCode = 404; response.Close(); return; }
            int from = 0;
            if (range is not null && (context.Request.Headers["If-Range"] ?? ETag) == ETag)
            {
                from = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
                if (from >= Content.Length) { response.StatusCode = 416; response.Headers["Content-Range"] = $"bytes */{Content.Length}"; response.Close(); return; }
                response.StatusCode = 206;
                response.Headers["Content-Range"] = $"bytes {from}-{Content.Length - 1}/{Content.Length}";
            }
            response.Headers["ETag"] = ETag;
            response.ContentLength64 = Content.Length - from;
            bool cut = Cuts.TryDequeue(out int bytes);
            response.OutputStream.Write(Content, from, cut ? Math.Min(bytes, Content.Length - from) : Content.Length - from);
            if (cut) { response.OutputStream.Flush(); Thread.Sleep(50); response.Abort(); } else response.Close();
        }

        public void Dispose() => listener.Close();
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    private static string Sha256(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    [TestMethod]
    public void Fetches_once_and_keeps()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(300_000));
        string path = keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content));
        Assert.AreEqual(Path.Combine(home.Folder, "datasets", "data.bin"), path);
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(path));
        keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content));
        keras.utils.get_file("data.bin", server.Url + "data.bin");
        Assert.HasCount(1, server.Requests);
        keras.utils.get_file("data.bin", server.Url + "data.bin", force_download: true);
        Assert.HasCount(2, server.Requests);
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!), "nothing is left beside it");

        Assert.AreEqual(Path.Combine(home.Folder, "models", "weights.h5"), keras.utils.get_file(origin: server.Url + "some/weights.h5?version=3", cache_subdir: "models"), "the name comes from the URL");
        string other = Path.Combine(home.Folder, "other");
        Assert.AreEqual(Path.Combine(other, "datasets", "data.bin"), keras.utils.get_file("data.bin", server.Url + "data.bin", cache_dir: other));
        string md5 = Convert.ToHexStringLower(MD5.HashData(server.Content));
        keras.utils.get_file("old.bin", server.Url + "data.bin", md5_hash: md5);
        keras.utils.get_file("old.bin", server.Url + "data.bin", file_hash: md5);
    }

    [TestMethod]
    public void A_file_with_another_hash_is_fetched_again()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(1000));
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(home.Folder, "datasets")).FullName, "data.bin");
        File.WriteAllText(path, "outdated");
        keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content));
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(path));
    }

    [TestMethod]
    public void A_download_with_a_wrong_hash_is_not_kept()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(1000));
        string wrong = new('0', 64);
        string message = Assert.Throws<ValueError>(() => keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: wrong)).Message;
        StringAssert.StartsWith(message, $"Incomplete or corrupted file detected. The auto file hash does not match the provided value of {wrong}.");
        StringAssert.Contains(message, Sha256(server.Content));
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(home.Folder, "datasets")));
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public void A_cut_connection_is_taken_up_where_it_ended()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(1_000_000));
        server.Cuts.Enqueue(300_000);
        server.Cuts.Enqueue(200_000);
        string path = keras.utils.get_file("data.bin", server.Url + "data.bin");
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(path));
        Assert.HasCount(3, server.Requests);
        StringAssert.Matches(server.Requests[2], new("bytes=[0-9]+-"));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [TestMethod]
    public void The_next_call_goes_on_after_a_failure()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(1_000_000));
        for (int i = 0; i < 4; i++) server.Cuts.Enqueue(100_000);
        string part = Path.Combine(home.Folder, "datasets", "data.bin.part");
        string message = Assert.Throws<IOException>(() => keras.utils.get_file("data.bin", server.Url + "data.bin")).Message;
        StringAssert.StartsWith(message, $"URL fetch failure on {server.Url}data.bin: None -- ");
        StringAssert.Contains(message, part);
        Assert.IsFalse(File.Exists(Path.Combine(home.Folder, "datasets", "data.bin")));
        long kept = new FileInfo(part).Length;
        Assert.IsGreaterThan(0, kept);

        string path = keras.utils.get_file("data.bin", server.Url + "data.bin");
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(path));
        Assert.AreEqual($"/data.bin bytes={kept}-", server.Requests[^1]);
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [TestMethod]
    public void A_beginning_of_another_version_is_not_gone_on_from()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(500_000));
        for (int i = 0; i < 4; i++) server.Cuts.Enqueue(100_000);
        Assert.Throws<IOException>(() => keras.utils.get_file("data.bin", server.Url + "data.bin"));
        (server.Content, server.ETag) = ([.. server.Content.Reverse()], "\"2\"");
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(keras.utils.get_file("data.bin", server.Url + "data.bin")));
    }

    [TestMethod]
    public void A_beginning_left_by_others_is_used_if_a_hash_will_tell()
    {
        using TemporaryHome home = new();
        using Server server = new(Bytes(500_000));
        string folder = Directory.CreateDirectory(Path.Combine(home.Folder, "datasets")).FullName, part = Path.Combine(folder, "data.bin.part");
        File.WriteAllBytes(part, server.Content[..400_000]);
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content))));
        Assert.AreEqual("/data.bin bytes=400000-", server.Requests[^1]);

        File.WriteAllBytes(part, new byte[400_000]);                            // a wrong beginning: found out, fetched whole
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content), force_download: true)));
        Assert.AreEqual("/data.bin", server.Requests[^1]);

        File.WriteAllBytes(part, server.Content);                               // all of it
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(keras.utils.get_file("data.bin", server.Url + "data.bin", file_hash: Sha256(server.Content), force_download: true)));

        File.WriteAllBytes(part, new byte[400_000]);                            // without a hash it is not trusted
        CollectionAssert.AreEqual(server.Content, File.ReadAllBytes(keras.utils.get_file("data.bin", server.Url + "data.bin", force_download: true)));
    }

    [TestMethod]
    public void Failures_name_the_address_and_the_place()
    {
        using TemporaryHome home = new();
        using Server server = new([1]);
        string target = Path.Combine(home.Folder, "datasets", "missing");
        string message = Assert.Throws<IOException>(() => keras.utils.get_file(origin: server.Url + "missing")).Message;
        StringAssert.StartsWith(message, $"URL fetch failure on {server.Url}missing: 404 -- Not Found");
        StringAssert.Contains(message, $"put it in place as '{target}'");
        Assert.IsEmpty(Directory.GetFiles(Path.Combine(home.Folder, "datasets")));

        string url = server.Url + "gone";
        server.Dispose();
        StringAssert.StartsWith(Assert.Throws<IOException>(() => keras.utils.get_file(origin: url)).Message, $"URL fetch failure on {url}: ");
    }

    [TestMethod]
    public void A_failed_renewal_leaves_the_old_file()
    {
        using TemporaryHome home = new();
        using Server server = new([1, 2, 3]);
        string path = keras.utils.get_file("missing", server.Url + "data.bin");
        Assert.Throws<IOException>(() => keras.utils.get_file("missing", server.Url + "missing", force_download: true));
        CollectionAssert.AreEqual((byte[])[1, 2, 3], File.ReadAllBytes(path));
    }

    [TestMethod]
    public void Wrong_arguments()
    {
        using TemporaryHome home = new();
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.get_file("a")).Message, "Please specify the \"origin\" argument");
        StringAssert.StartsWith(Assert.Throws<ValueError>(() => keras.utils.get_file("../a", "http://localhost/a")).Message, "Paths are no longer accepted as the `fname` argument.");
        Assert.Throws<ValueError>(() => keras.utils.get_file("..", "http://localhost/a"));
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.get_file(origin: "http://localhost/")).Message, "Can't parse the file name from the origin provided");
        Assert.Throws<ValueError>(() => keras.utils.get_file("a", "nothing"));
        Assert.Throws<ValueError>(() => keras.utils.get_file("a", "ftp://localhost/a"));
        Assert.Throws<ValueError>(() => keras.utils.get_file("a", "http://localhost/a", hash_algorithm: "crc"));
    }

    private static string Serve(string home, string name, byte[] data)
    {
        string path = Path.Combine(home, name);
        File.WriteAllBytes(path, data);
        return new Uri(path).AbsoluteUri;
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
            foreach (var (name, text) in files)
                using (Stream entry = archive.CreateEntry(name).Open()) entry.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }

    private static byte[] Tar(bool zipped, params TarEntry[] entries)
    {
        using MemoryStream stream = new();
        using (Stream inner = zipped ? new GZipStream(stream, CompressionLevel.Fastest) : stream)
        using (TarWriter writer = new(inner, leaveOpen: !zipped))
            foreach (TarEntry entry in entries) writer.WriteEntry(entry);
        return stream.ToArray();
    }

    private static PaxTarEntry Entry(string name, string text) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    [TestMethod]
    public void Archives_are_unpacked()
    {
        using TemporaryHome home = new();
        string datasets = Path.Combine(home.Folder, "datasets");
        string zip = Serve(home.Folder, "pictures.zip", Zip(("a/one.txt", "1"), ("two.txt", "2"), ("empty/", "")));
        string folder = keras.utils.get_file("pictures.zip", zip, extract: true);
        Assert.AreEqual(Path.Combine(datasets, "pictures_extracted"), folder);
        Assert.AreEqual("1", File.ReadAllText(Path.Combine(folder, "a", "one.txt")));
        Assert.IsTrue(Directory.Exists(Path.Combine(folder, "empty")));

        string tar = Serve(home.Folder, "flowers.tar.gz", Tar(true, new PaxTarEntry(TarEntryType.Directory, "flowers/"), Entry("flowers/rose.txt", "rose"),
            new PaxTarEntry(TarEntryType.SymbolicLink, "flowers/same.txt") { LinkName = "rose.txt" }));
        folder = keras.utils.get_file(origin: tar, extract: true);
        Assert.AreEqual(Path.Combine(datasets, "flowers.tar.gz"), folder, "without fname the folder has the URL's name");
        Assert.IsTrue(File.Exists(folder + "_archive"));
        Assert.AreEqual("rose", File.ReadAllText(Path.Combine(folder, "flowers", "same.txt")));
        Assert.AreEqual(Path.Combine(datasets, "flowers"), keras.utils.get_file("flowers", tar, untar: true));
        Assert.IsTrue(File.Exists(Path.Combine(datasets, "flowers_archive")));
        keras.utils.get_file("plain.tar", Serve(home.Folder, "plain.tar", Tar(false, Entry("x", "y"))), extract: true, archive_format: "tar");
        Assert.AreEqual("y", File.ReadAllText(Path.Combine(datasets, "plain_extracted", "x")));
    }

    [TestMethod]
    public void Archives_that_reach_outside_are_refused_whole()
    {
        using TemporaryHome home = new();
        byte[][] evil =
        [
            Zip(("fine.txt", "1"), ("../evil.txt", "2")), Zip(("/evil.txt", "2")), Zip(("a\\..\\..\\evil.txt", "2")), Zip(("C:evil.txt", "2")),
            Tar(true, Entry("fine.txt", "1"), Entry("a/../../evil.txt", "2")),
            Tar(false, new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "../.." }, Entry("link/evil.txt", "2")),
            Tar(false, new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" }),
            Tar(false, new PaxTarEntry(TarEntryType.HardLink, "link") { LinkName = "../../../etc/passwd" }),
            Tar(false, new PaxTarEntry(TarEntryType.Fifo, "pipe")),
        ];
        for (int i = 0; i < evil.Length; i++)
        {
            string origin = Serve(home.Folder, $"evil{i}", evil[i]);
            Assert.Throws<ValueError>(() => keras.utils.get_file($"evil{i}.zip", origin, extract: true), $"archive {i}");
            Assert.IsFalse(Directory.Exists(Path.Combine(home.Folder, "datasets", $"evil{i}_extracted")), $"archive {i}");
        }
        Assert.IsEmpty(Directory.GetFiles(home.Folder, "evil.txt", SearchOption.AllDirectories));
        Assert.IsEmpty(Directory.GetDirectories(Path.Combine(home.Folder, "datasets")), "nothing half unpacked is left");
        // A link to something that is not in the archive cannot be copied.
        string dangling = Serve(home.Folder, "dangling", Tar(false, new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "nothing" }));
        Assert.Throws<NotSupportedException>(() => keras.utils.get_file("dangling.tar", dangling, extract: true));
    }

    [TestMethod]
    public void What_is_no_archive_or_damaged_is_refused()
    {
        using TemporaryHome home = new();
        void Refused<T>(byte[] data, string? format = "auto") where T : Exception
        {
            string origin = Serve(home.Folder, "x", data);
            Assert.Throws<T>(() => keras.utils.get_file("x.zip", origin, extract: true, archive_format: format, force_download: true));
        }
        Refused<ValueError>([1, 2, 3]);
        Refused<ValueError>(Zip(("a", "b")), "tar");
        Refused<ValueError>(Tar(false, Entry("a", "b")), "zip");
        Refused<ValueError>(Zip(("a", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"))[..60]);
        Refused<ValueError>(Tar(true, Entry("a", new string('b', 3000)))[..80]);
        Refused<NotSupportedException>("BZh91AY"u8.ToArray());
        Refused<NotSupportedException>(Zip(("a", "b")), "rar");
    }
}
