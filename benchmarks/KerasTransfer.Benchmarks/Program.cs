using KerasTransfer.Benchmarks;

// dotnet run -c Release --project benchmarks/KerasTransfer.Benchmarks -- [epoch|parity|step|gemm|kernels|convolutions|applications|photographs|api] [path of a Python that has Keras and NumPy]
// The Python may also be named by the environment variable KERAS_PYTHON; without one, only our own figures are printed.
// photographs takes the folder and then names of bases after the Python, applications names of networks; applications-profile <network> predict|step [whole] says where the time goes.
string what = args.Length > 0 ? args[0] : "epoch";
string? python = args.Length > 1 ? args[1] : Environment.GetEnvironmentVariable("KERAS_PYTHON");
switch (what)
{
    case "epoch": EpochBenchmark.Run(python); break;
    case "parity": ParityCheck.Run(python); break;
    case "gemm": GemmBenchmark.Run(python); break;
    case "convolutions": ConvolutionBenchmark.Run(); break;
    case "kernels": KernelBenchmark.Run(); break;
    case "step": StepBenchmark.Run(); break;
    case "photographs": PhotographBenchmark.Run(python, args.Length > 2 ? args[2] : null, args.Length > 3 ? args[3..] : []); break;
    case "api": KerasTransfer.ApiUsage.UsageReport.Run(all: args.Contains("all")); break;
    case "applications": ApplicationsBenchmark.Run(python, args.Length > 2 ? args[2..] : []); break;
    case "application": ApplicationsBenchmark.Serve(args[1], args[2]); break;
    case "applications-profile": ApplicationsBenchmark.Profile(args[1], args[2], whole: args.Length > 3); break;
    default:
        Console.Error.WriteLine($"Unknown benchmark '{what}'. Known: epoch, parity, step, gemm, kernels, convolutions, applications, applications-profile, photographs, api.");
        return 1;
}
return 0;
