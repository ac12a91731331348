using CsMonolith.Access;
using CsMonolith.Compensation;
using CsMonolith.Feedback;
using CsMonolith.Health;
using CsMonolith.Host;
using CsMonolith.Host.Telemetry;
using CsMonolith.Imports;
using CsMonolith.Journey;
using CsMonolith.Operations;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue;

if (args is ["check-permissions"])
{
    return Edge.CheckPermissions(Modules);
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPlatform(builder.Configuration).AddPlatformHosting(builder.Configuration);
foreach (var module in Modules)
{
    module.AddServices(builder.Services, builder.Configuration);
}

builder.AddTelemetry();
builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
builder.GuardEdge();
builder.AddConsoleFiles();
await using var app = builder.Build();
app.UseEdge(Modules);

return args is [var command, ..] && !command.StartsWith('-')
    ? await app.RunCommand(command, args is [_, var argument, ..] && !argument.StartsWith('-') ? argument : null)
    : await app.RunCommand("serve", argument: null);

/// <summary>The host: the modules that it composes on the platform.</summary>
public partial class Program
{
    /// <summary>The modules, the supporting ones first.</summary>
    public static IReadOnlyList<IModule> Modules { get; } =
    [
        new AccessModule(),
        new ImportsModule(),
        new OperationsModule(),
        new JourneyModule(),
        new RevenueModule(),
        new FeedbackModule(),
        new HealthModule(),
        new CompensationModule(),
    ];
}
