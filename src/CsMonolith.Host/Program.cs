using CsMonolith.Compensation;
using CsMonolith.Feedback;
using CsMonolith.Health;
using CsMonolith.Host;
using CsMonolith.Journey;
using CsMonolith.Platform;
using CsMonolith.Platform.Modules;
using CsMonolith.Revenue;

IModule[] modules = [new Hallway(), new JourneyModule(), new RevenueModule(), new FeedbackModule(), new HealthModule(), new CompensationModule()];

var builder = WebApplication.CreateBuilder(args);
foreach (var module in modules)
{
    module.AddServices(builder.Services, builder.Configuration);
}

var app = builder.Build();
app.UseEdge(modules);

return await app.Obey(args is [var command, ..] && !command.StartsWith('-') ? command : "serve");

/// <summary>Lets tests start the host.</summary>
public partial class Program;
