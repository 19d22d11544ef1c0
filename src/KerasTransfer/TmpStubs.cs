#pragma warning disable
namespace KerasTransfer.Losses { static class LossNames { public static Loss Get(string n)=>throw new Exception(); } }
namespace KerasTransfer.Metrics { static class MetricNames { public static Metric Get(string n)=>throw new Exception();  public static Metric Get(LossFunction n)=>throw new Exception(); } }
