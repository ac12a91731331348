using CsMonolith.Compensation;
using CsMonolith.Feedback;
using CsMonolith.Health;
using CsMonolith.Host;
using CsMonolith.Journey;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue;

var builder = WebApplication.CreateBuilder(args);
foreach (var module in Modules)
{
    module.AddServices(builder.Services, builder.Configuration);
}

builder.GuardEdge();
var app = builder.Build();
app.UseEdge(Modules);

return await app.Obey(args is [var command, ..] && !command.StartsWith('-') ? command : "serve");

/// <summary>The host: the hallway and the modules that it composes.</summary>
public partial class Program
{
    /// <summary>The rooms, the hallway first.</summary>
    public static IReadOnlyList<IModule> Modules { get; } =
        [new Hallway(), new JourneyModule(), new RevenueModule(), new FeedbackModule(), new HealthModule(), new CompensationModule()];
}
