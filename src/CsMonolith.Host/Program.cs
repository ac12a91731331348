using CsMonolith.Compensation;
using CsMonolith.Feedback;
using CsMonolith.Health;
using CsMonolith.Host;
using CsMonolith.Host.Telemetry;
using CsMonolith.Journey;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue;

if (args is ["check-permissions"])
{
    return Edge.CheckPermissions(Modules);
}

var builder = WebApplication.CreateBuilder(args);
foreach (var module in Modules)
{
    module.AddServices(builder.Services, builder.Configuration);
}

builder.AddTelemetry();
builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
builder.GuardEdge();
await using var app = builder.Build();
app.UseEdge(Modules);

return args is [var command, ..] && !command.StartsWith('-')
    ? await app.Obey(command, args is [_, var argument, ..] && !argument.StartsWith('-') ? argument : null)
    : await app.Obey("serve", argument: null);

/// <summary>The host: the platform and the modules that it composes.</summary>
public partial class Program
{
    /// <summary>The rooms, the platform first.</summary>
    public static IReadOnlyList<IModule> Modules { get; } =
    [
        new PlatformModule(),
        new JourneyModule(),
        new RevenueModule(),
        new FeedbackModule(),
        new HealthModule(),
        new CompensationModule(),
    ];
}
