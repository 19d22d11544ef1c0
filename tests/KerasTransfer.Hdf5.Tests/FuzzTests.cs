namespace KerasTransfer.Hdf5.Tests;

/// <summary>Damaged files give an <see cref="Hdf5Exception"/> or values, nothing else, and take memory in proportion to their size.
/// KERASTRANSFER_FUZZ is the number of damaged copies of each file that the long run tries.</summary>
[TestClass]
public class FuzzTests
{
    public static IEnumerable<object[]> Files => Directory.GetFiles(Golden.Folder, "*.h5").Order().Select(path => new object[] { Path.GetFileName(path) });

    [TestMethod, DynamicData(nameof(Files))]
    public void Damaged_files_are_refused(string name) => Fuzz(name, 1, 12);

    [TestMethod, DynamicData(nameof(Files)), TestCategory("Fuzz")]
    public void Damaged_files_are_refused_long(string name)
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("KERASTRANSFER_FUZZ"), out int count)) Assert.Inconclusive("KERASTRANSFER_FUZZ is not set.");
        else Fuzz(name, 1000, count);
    }

    [TestMethod]
    public void Truncated_files_are_refused()
    {
        byte[] whole = File.ReadAllBytes(Golden.File("links.h5"));
        for (int length = 0; length < whole.Length; length += 97)
            Assert.Throws<Hdf5Exception>(() => Hdf5File.Open(whole[..length]), $"{length} bytes");
    }

    private static void Fuzz(string name, int firstSeed, int count)
    {
        byte[] whole = File.ReadAllBytes(Golden.File(name));
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            byte[] bytes = Damage(whole, new Random(seed));
            try
            {
                WalkAll(bytes);
            }
            catch (Exception e) when (e is not Hdf5Exception)
            {
                Assert.Fail($"{name}, seed {seed}: {e}");
            }
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        byte[] bytes = [.. whole];
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            // Most structures are at the start; data need no damage.
            int at = random.Next(2) == 0 ? random.Next(bytes.Length) : random.Next(Math.Min(bytes.Length, 4096));
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)).Fill((byte)(random.Next(3) * 255 / 2)); break;
                case 3: BitConverter.GetBytes((long)random.Next(bytes.Length) & ~7).AsSpan(0, Math.Min(8, bytes.Length - at)).CopyTo(bytes.AsSpan(at)); break;
                case 4: bytes.AsSpan(random.Next(bytes.Length - 64), 64).ToArray().AsSpan(0, Math.Min(64, bytes.Length - at)).CopyTo(bytes.AsSpan(at)); break;
                default: bytes[at] += (byte)random.Next(-3, 4); break;
            }
        }
        return bytes;
    }

    private static void WalkAll(byte[] bytes)
    {
        Hdf5File? file = null;
        long allowed = (64L << 20) + 256L * bytes.Length;
        Try(() => file = Hdf5File.OpenUnverified(bytes), allowed);
        if (file is null) return;
        List<IHdf5Object> objects = [file];
        Try(() => objects.AddRange(file.Descendants()), allowed + 4096L * bytes.Length);
        foreach (IHdf5Object found in objects)
        {
            Try(() =>
            {
                foreach (Hdf5Attribute attribute in found.Attributes) Read(attribute, allowed);
            }, long.MaxValue);
            if (found is Hdf5Dataset dataset) Read(dataset, allowed);
            else if (found is Hdf5Group group)
                Try(() =>
                {
                    foreach (string key in group.Keys.Take(100)) Try(() => group.Contains(key + "/x"), allowed);
                }, long.MaxValue);
        }
    }

    private static void Read(Hdf5Data data, long allowed)
    {
        Try(() => data.ReadBytes(), allowed);
        Try(() => data.ReadStrings(), allowed);
        Try(() => data.Read<double>(), allowed);
        Try(() => data.Read<short>(), allowed);
        Try(() => data.ReadField<int>("index"), allowed);
    }

    private static void Try(Action action, long allowed)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            action();
        }
        catch (Hdf5Exception)
        {
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > allowed) Assert.Fail($"allocated {allocated} bytes, {allowed} were expected at most");
    }
}
