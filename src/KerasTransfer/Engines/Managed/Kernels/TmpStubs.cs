#pragma warning disable
namespace KerasTransfer.Engines.Managed.Kernels;
internal static class Reductions {
  public static void Sum(ReadOnlySpan<float> x,int outer,int axis,int inner,Span<float> y,WorkerPool pool)=>Fold(x,outer,axis,inner,y,0f,static(a,b)=>a+b);
  public static void Max(ReadOnlySpan<float> x,int outer,int axis,int inner,Span<float> y,WorkerPool pool)=>Fold(x,outer,axis,inner,y,float.NegativeInfinity,MathF.Max);
  public static void Fold<T>(ReadOnlySpan<T> x,int outer,int axis,int inner,Span<T> y,T start,Func<T,T,T> f){ for(int o=0;o<outer;o++)for(int i=0;i<inner;i++){T s=start;for(int a=0;a<axis;a++)s=f(s,x[(o*axis+a)*inner+i]);y[o*inner+i]=s;} }
  public static void ArgMax(ReadOnlySpan<float> x,int outer,int axis,int inner,Span<long> y){ for(int o=0;o<outer;o++)for(int i=0;i<inner;i++){int b=0;for(int a=1;a<axis;a++)if(x[(o*axis+a)*inner+i]>x[(o*axis+b)*inner+i])b=a;y[o*inner+i]=b;} }
}
internal static class Permute { public static void Run(ReadOnlySpan<byte> x, ReadOnlySpan<int> dims,int[] order,Span<byte> y,int size,WorkerPool pool){ int r=dims.Length; var st=new int[r]; for(int i=r-1,s=1;i>=0;s*=dims[i--])st[i]=s; int n=y.Length/size; for(int k=0;k<n;k++){int rem=k,off=0;for(int i=r-1;i>=0;i--){int d=dims[order[i]];off+=rem%d*st[order[i]];rem/=d;} x.Slice(off*size,size).CopyTo(y[(k*size)..]);} } }
internal static class SoftmaxKernels {
  public static void Softmax(ReadOnlySpan<float> x,int rows,int cols,Span<float> y,WorkerPool pool){ for(int r=0;r<rows;r++)System.Numerics.Tensors.TensorPrimitives.SoftMax(x.Slice(r*cols,cols),y.Slice(r*cols,cols)); }
  public static void LogSoftmax(ReadOnlySpan<float> x,int rows,int cols,Span<float> y,WorkerPool pool){ for(int r=0;r<rows;r++){var a=x.Slice(r*cols,cols);float m=float.NegativeInfinity;foreach(var v in a)m=MathF.Max(m,v);float s=0;foreach(var v in a)s+=MathF.Exp(v-m);s=MathF.Log(s)+m;for(int i=0;i<cols;i++)y[r*cols+i]=a[i]-s;} }
}
