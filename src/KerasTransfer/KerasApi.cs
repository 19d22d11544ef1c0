namespace KerasTransfer;

/// <summary>What <c>using static KerasTransfer.KerasApi;</c> brings into scope: <c>keras</c>, <c>np</c>, <c>tf</c> and <c>print</c>.</summary>
public static partial class KerasApi
{
}
