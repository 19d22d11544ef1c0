using KerasTransfer.ApiUsage;

namespace KerasTransfer.Tests.Scripts;

/// <summary>What real scripts use exists, or docs/porting.md says what to write instead.</summary>
[TestClass]
public class ApiUsageTests
{
    private static readonly PortingPage page = new();
    private static readonly Usage[] common = [.. UsageTable.Read().Concat(UsageTable.ReadMembers()).Where(u => u.TransferRepositories >= 3)];

    [TestMethod]
    public void Each_common_name_exists_or_stands_in_the_porting_page()
    {
        Assert.IsGreaterThan(300, common.Length);
        string[] missing = [.. common.Where(u => UsageReport.MissingArguments(u) is null && !page.Names(u.Name)).Select(u => u.Name)];
        Assert.IsEmpty(missing, "Write them, or say in docs/porting.md what to do: " + string.Join(", ", missing));
    }

    [TestMethod]
    public void Names_are_found_with_their_arguments()
    {
        Assert.IsTrue(PublicApi.Arguments("keras.layers.Dense")!.IsSupersetOf(["units", "activation", "W_regularizer"]));
        Assert.IsTrue(PublicApi.Arguments("np-object.astype")!.Contains("dtype"));
        Assert.IsTrue(PublicApi.Arguments("tf.nn.softmax")!.Contains("axis"));
        Assert.IsNotNull(PublicApi.Arguments("keras.callbacks.Callback"));
        Assert.IsTrue(PublicApi.Arguments(".fit")!.IsSupersetOf(["epochs", "validation_data", "nb_epoch"]));
        Assert.IsNotNull(PublicApi.Arguments(".weights"), "an extension property");
        Assert.IsNull(PublicApi.Arguments(".set_title"));
        Assert.IsNull(PublicApi.Arguments("keras.layers.Densest"));
        Assert.IsNull(PublicApi.Arguments("keras.backend.get_session"), "only says that it is not offered");
    }
}
